package org.nestlab.internal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Whether a person types what this process reads; from JDK 22 on {@code System.console()} does not tell that. */
final class Terminal {

    private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");

    // /dev/pts/3          /dev/tty1          /dev/ttyS0          /dev/console
    private static final Pattern DEVICE = Pattern.compile("/dev/(?:pts/[0-9]+|tty[A-Za-z0-9]*|console)");

    private Terminal() {}

    static boolean isStandardInput() {
        return is(STANDARD_INPUT);
    }

    /** Whether a link in {@code /proc/PID/fd} leads to a terminal; false where it cannot be read. */
    static boolean is(Path descriptor) {
        try {
            return DEVICE.matcher(Files.readSymbolicLink(descriptor).toString()).matches();
        } catch (IOException e) {
            return false;
        }
    }
}
