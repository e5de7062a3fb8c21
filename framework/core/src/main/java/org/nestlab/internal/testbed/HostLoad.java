package org.nestlab.internal.testbed;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.machine.Machine;

/**
 * Waits, for a while, until the host does little else. It looks at what happens within a second and not at averages:
 * those of ten seconds, and the load average, still tell of the last measurement.
 */
public final class HostLoad {

    /** Above this part of a second in which some task waited, in per cent, the host is busy. */
    static final double BUSY = 20;

    /** Above this part of the CPUs' time that was stolen, in per cent, a neighbour of the host is busy. */
    static final double STOLEN = 5;

    // some avg10=0.00 avg60=0.12 avg300=0.50 total=3898155951
    private static final Pattern SOME = Pattern.compile("(cpu|io) some .*total=(\\d{1,18})");

    // cpu  1182 0 3351 77510 52 0 31 7 0 0
    private static final Pattern TIMES = Pattern.compile("cpu ++((?:\\d{1,18}+ ?+)++)");

    // 8071.46 15601.20
    private static final Pattern UPTIME = Pattern.compile("uptime (\\d{1,12}\\.\\d{1,6}) .*");

    private static final String LOOK =
            "look() { sed 's/^/uptime /' /proc/uptime; head -1 /proc/stat; for k in cpu io; do sed \"s/^/$k /\" /proc/pressure/$k 2>/dev/null; done; }";

    private static final int STEAL = 7;

    private HostLoad() {}

    /**
     * Waits until the host is quiet, at most the bound and a second.
     *
     * @throws org.nestlab.GuestCommandException if the host cannot be asked
     */
    public static HostLoadReport awaitIdle(Machine host, Duration bound) {
        long start = System.nanoTime();
        while (true) {
            // The second passes in the host's shell.
            String seen = host.run(LOOK + "; look; sleep 1; echo then; look")
                    .orThrow()
                    .stdout();
            String[] looks = seen.split("then\n", -1);
            if (looks.length != 2) {
                throw new IllegalStateException("%s: not two looks at its pressure: %s".formatted(host.label(), seen));
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            HostLoadReport report = report(read(looks[0]), read(looks[1]), waited);
            if (!report.gaveUp()) {
                return report;
            }
            if (waited.compareTo(bound) >= 0) {
                return report;
            }
        }
    }

    private static HostLoadReport report(Map<String, Double> before, Map<String, Double> after, Duration waited) {
        double seconds = change(before, after, "uptime").orElse(1);
        // A clock that stands still, or goes back, tells nothing: the look slept a second.
        double micros = (seconds > 0 ? seconds : 1) * 1e6;
        OptionalDouble cpu = change(before, after, "cpu");
        OptionalDouble io = change(before, after, "io");
        double steal = percent(
                change(before, after, "steal").orElse(0),
                Math.max(1, change(before, after, "ticks").orElse(1)));
        double cpuPart = percent(cpu.orElse(0), micros);
        double ioPart = percent(io.orElse(0), micros);
        boolean busy = cpuPart > BUSY || ioPart > BUSY || steal > STOLEN;
        return new HostLoadReport(cpu.isPresent() || io.isPresent(), cpuPart, ioPart, steal, waited, busy);
    }

    /** From 0 to 100, whatever was read. */
    private static double percent(double part, double whole) {
        double percent = 100 * part / whole;
        return Double.isNaN(percent) ? 0 : Math.max(0, Math.min(100, percent));
    }

    private static OptionalDouble change(Map<String, Double> before, Map<String, Double> after, String key) {
        Double from = before.get(key);
        Double to = after.get(key);
        return from == null || to == null ? OptionalDouble.empty() : OptionalDouble.of(to - from);
    }

    private static Map<String, Double> read(String look) {
        Map<String, Double> numbers = new HashMap<>();
        look.lines().forEach(line -> {
            Matcher some = SOME.matcher(line);
            Matcher times = TIMES.matcher(line);
            Matcher uptime = UPTIME.matcher(line);
            if (some.matches()) {
                numbers.put(some.group(1), Double.valueOf(some.group(2)));
            } else if (uptime.matches()) {
                numbers.put("uptime", Double.valueOf(uptime.group(1)));
            } else if (times.matches()) {
                String[] ticks = times.group(1).trim().split(" ", -1);
                double all = 0;
                // The last two, the time of guests, are in the first two already.
                for (int i = 0; i < Math.min(8, ticks.length); i++) {
                    all += Double.parseDouble(ticks[i]);
                }
                numbers.put("ticks", all);
                numbers.put("steal", ticks.length > STEAL ? Double.parseDouble(ticks[STEAL]) : 0);
            }
        });
        return numbers;
    }
}
