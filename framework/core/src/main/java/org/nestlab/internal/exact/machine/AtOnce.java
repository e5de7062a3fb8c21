package org.nestlab.internal.exact.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many exact machines this host can run at the same time. */
final class AtOnce {

    /** More than any of them takes, with its emulator: 0.4 to 0.8 GB, and 1.1 GB with a Linux in L2. */
    private static final long MACHINE_KIB = 1536L << 10;

    private static final Path MEMORY = Path.of("/proc/meminfo");

    // MemAvailable:   17839220 kB
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable: {1,20}(\\d{1,15}) kB$");

    private AtOnce() {}

    /** A processor for each and enough memory, as they are now. */
    static int here() {
        try {
            return of(Runtime.getRuntime().availableProcessors(), Files.readString(MEMORY));
        } catch (IOException e) {
            return 1;
        }
    }

    /** @param memory the text of {@code /proc/meminfo}; without its line MemAvailable the answer is 1 */
    static int of(int processors, String memory) {
        Matcher available = AVAILABLE.matcher(memory);
        long fit = available.find() ? Long.parseLong(available.group(1)) / MACHINE_KIB : 1;
        return (int) Math.max(1, Math.min(processors, fit));
    }
}
