package org.nestlab.internal.diagnosis;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads dmesg, whose lines are stamped with the seconds since boot. */
public final class KernelLog {

    // [ 1234.567890] Out of memory: Killed process 4711 (qemu-system-x86) total-vm:…
    private static final Pattern LINE = Pattern.compile("(?m)^\\[\\s*(\\d{1,10})\\.(\\d{1,6})\\] (.*)$");

    // 2026-11-23 20:12:01.123+0000: shutting down, reason=crashed
    private static final Pattern CRASHED = Pattern.compile(
            "(?m)^(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d)\\.\\d+\\+0000: shutting down, reason=crashed$");
    private static final Pattern KILLED = Pattern.compile("Killed process (\\d{1,10}) \\(qemu-system");

    /** The kernel's stamps run a little beside its uptime; libvirt notices an end a moment later. */
    private static final double CLOSE_SECONDS = 10;

    private KernelLog() {}

    /**
     * The first line that was printed within the last {@code age} and is wanted.
     *
     * @param uptime seconds since boot, as the first word of {@code /proc/uptime}
     */
    public static Optional<String> first(String dmesg, double uptime, Duration age, Predicate<String> wanted) {
        double oldest = uptime - age.toMillis() / 1000.0;
        return LINE.matcher(dmesg)
                .results()
                .filter(line -> stamp(line.group(1), line.group(2)) >= oldest && wanted.test(line.group()))
                .map(line -> line.group())
                .findFirst();
    }

    /**
     * The line with which a kernel ended a QEMU for want of memory, where that is this process, and its log ends with a crash at the
     * same moment: there may be others on the machine, and numbers of processes come again.
     *
     * @param pid of the QEMU
     * @param now seconds since 1970 by the machine's clock, taken with {@code uptime}
     */
    public static Optional<String> killed(String dmesg, long pid, double uptime, double now, String qemuLog) {
        Matcher crashed = CRASHED.matcher(qemuLog);
        double end = Double.NaN;
        while (crashed.find()) {
            end = java.time.Instant.parse(crashed.group(1) + "T" + crashed.group(2) + "Z")
                    .getEpochSecond();
        }
        double ended = end;
        return LINE.matcher(dmesg)
                .results()
                .filter(line -> is(pid, KILLED.matcher(line.group(3))))
                .filter(line -> Math.abs(now - uptime + stamp(line.group(1), line.group(2)) - ended) <= CLOSE_SECONDS)
                .map(line -> line.group())
                .findFirst();
    }

    private static boolean is(long pid, Matcher killed) {
        return killed.find() && Long.parseLong(killed.group(1)) == pid;
    }

    private static double stamp(String seconds, String fraction) {
        return Double.parseDouble(seconds + "." + fraction);
    }
}
