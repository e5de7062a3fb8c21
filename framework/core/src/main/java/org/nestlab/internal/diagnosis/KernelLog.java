package org.nestlab.internal.diagnosis;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.internal.console.LogLine;

/** Reads dmesg, whose lines are stamped with the seconds since boot, of any kernel and with any of its options. */
public final class KernelLog {

    // 2026-11-23 20:12:01.123+0000: shutting down, reason=crashed      libvirt before 3.2 gives no reason
    private static final Pattern CRASHED = Pattern.compile(
            "(?m)^(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d)\\.\\d{1,9}+\\+0000: shutting down(?:, reason=crashed)?+\\s*$");

    // Out of memory: Killed process 4711 (qemu-system-x86) total-vm:…       kernel 5.1-
    // Killed process 40223 (qemu-kvm) total-vm:…                            kernel 3.10-5.0
    // Killed process 2592, UID 107, (qemu-kvm) total-vm:…                   Red Hat's kernels 2.6.32 and 3.10
    private static final Pattern KILLED =
            Pattern.compile("\\bKilled process (\\d{1,10}+)(?:, UID \\d{1,10}+,)?+ \\(([^)]{1,64}+)\\)");

    // oom-kill:constraint=…,task_memcg=/machine.slice/machine-qemu\x2d1\x2dl1.scope/…,task=…,pid=4711,uid=64055
    private static final Pattern IN_A_DOMAINS_CGROUP =
            Pattern.compile("^oom-kill:.{0,1000}task_memcg=\\S{0,400}machine-qemu.{0,1000},pid=(\\d{1,10}+),");

    // /usr/libexec/qemu-kvm \ · PATH=/usr/bin QEMU_AUDIO_DRV=none /usr/bin/kvm -name
    // guest=l1,process=l1,debug-threads=on \
    private static final Pattern EMULATOR =
            Pattern.compile("(?m)(?:^| )/(?:[^\\s/]{1,255}+/)++([^\\s/]{1,255}+)(?= \\\\$| -name )");

    private static final Pattern PROCESS_NAME = Pattern.compile("(?:-name |,)\\S{0,400}process=([^,\\s]{1,255}+)");

    /**
     * The tolerance: the stamps of a kernel differ slightly from its uptime, and libvirt notices an end a moment later.
     */
    private static final double CLOSE_SECONDS = 10;

    /** The length of a program's name in the kernel. */
    private static final int KERNEL_NAME = 15;

    private KernelLog() {}

    /**
     * The first line that matches and was printed within the last {@code age}, without terminal control sequences.
     *
     * @param uptime seconds since boot, the first word of {@code /proc/uptime}
     */
    public static Optional<String> first(String dmesg, double uptime, Duration age, Predicate<String> wanted) {
        double oldest = uptime - age.toMillis() / 1000.0;
        return dmesg.lines()
                .map(LogLine::of)
                .filter(line -> line.stamp() >= oldest && wanted.test(line.text()))
                .map(LogLine::text)
                .findFirst();
    }

    /**
     * The line with which a kernel's OOM killer ended a QEMU, where that is this process, and its log ends with a crash
     * at the same moment: there may be others on the machine, and numbers of processes come again. What the process is
     * called differs with the distribution, and with the domain's {@code -name}: its log says it, or its control group
     * is a domain's.
     *
     * @param pid of the QEMU
     * @param now seconds since 1970 by the machine's clock, taken with {@code uptime}
     * @param qemuLog the log that libvirt keeps of it, or lines of that
     */
    public static Optional<String> killed(String dmesg, long pid, double uptime, double now, String qemuLog) {
        Matcher crashed = CRASHED.matcher(qemuLog);
        double end = Double.NaN;
        while (crashed.find()) {
            end = moment(crashed.group(1) + "T" + crashed.group(2) + "Z", end);
        }
        double ended = end;
        Set<String> names = names(qemuLog);
        boolean domains =
                dmesg.lines().map(LogLine::of).anyMatch(line -> is(pid, IN_A_DOMAINS_CGROUP.matcher(line.message())));
        return dmesg.lines()
                .map(LogLine::of)
                .filter(line -> Math.abs(now - uptime + line.stamp() - ended) <= CLOSE_SECONDS)
                .filter(line -> {
                    Matcher killed = KILLED.matcher(line.message());
                    return is(pid, killed) && (domains || isQemu(killed.group(2), names));
                })
                .map(LogLine::text)
                .findFirst();
    }

    private static double moment(String time, double otherwise) {
        try {
            return Instant.parse(time).getEpochSecond();
        } catch (DateTimeException e) {
            // a spoilt line
            return otherwise;
        }
    }

    /** The names that the kernel may use for the processes whose command lines are in the log. */
    private static Set<String> names(String qemuLog) {
        Set<String> names = new HashSet<>();
        for (Pattern pattern : new Pattern[] {EMULATOR, PROCESS_NAME}) {
            pattern.matcher(qemuLog)
                    .results()
                    .map(found -> found.group(1))
                    .forEach(name -> names.add(name.length() <= KERNEL_NAME ? name : name.substring(0, KERNEL_NAME)));
        }
        return names;
    }

    /** {@code qemu-kvm}, {@code kvm}, {@code .qemu-system-x8}, or a thread of it: {@code CPU 0/KVM}. */
    private static boolean isQemu(String name, Set<String> names) {
        String lower = name.toLowerCase(Locale.ROOT);
        return names.contains(name) || lower.contains("qemu") || lower.contains("kvm");
    }

    private static boolean is(long pid, Matcher line) {
        return line.find() && Long.parseLong(line.group(1)) == pid;
    }
}
