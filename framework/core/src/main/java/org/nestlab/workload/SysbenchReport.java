package org.nestlab.workload;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code sysbench cpu run --histogram} of the versions 1.0.8 to 1.1 prints; older ones print no rate and are
 * refused.
 *
 * @param version for example {@code 1.0.20} or, of a build of its sources, {@code 1.1.0-3ceba0b}
 * @param p10Millis the 10th percentile of one event's time
 * @param p95Millis the 95th percentile of it
 */
record SysbenchReport(
        String version, double eventsPerSecond, double events, double seconds, double p10Millis, double p95Millis) {

    // sysbench 1.0.20 (using system LuaJIT 2.1.0-beta3)          sysbench 1.1.0-3ceba0b
    // sysbench 0.4.12:  multi-threaded system evaluation benchmark
    private static final Pattern VERSION = Pattern.compile("(?m)^sysbench (v?+[0-9][^\\s:]*+)");
    // 0.4.12 · 0.5 · 1.0 · 1.0.7
    private static final Pattern WITHOUT_RATE = Pattern.compile("v?+(?:0\\..*+|1\\.0(?:\\.[0-7](?![0-9]).*+)?+)");
    // Number of threads: 2
    private static final Pattern THREADS = Pattern.compile("(?m)^Number of threads: (\\S++)");
    //     events per second:  3250.09
    private static final Pattern RATE = Pattern.compile("(?m)^ *+events per second: *+(\\S++)");
    //     total time:                          1.0004s          of 1.0
    //     time elapsed:                        30.0112s         of 1.1
    private static final Pattern TIME = Pattern.compile("(?m)^ *+(?:total time|time elapsed): *+([^\\ss]++)s");
    //     total number of events:              3254
    private static final Pattern EVENTS = Pattern.compile("(?m)^ *+total number of events: *+(\\S++)");
    //          95th percentile:                        2.03
    private static final Pattern P95 = Pattern.compile("(?m)^ *+95th percentile: *+(\\S++)");
    //        1.697 |**************************************** 502
    private static final Pattern BIN = Pattern.compile("(?m)^ *+([0-9.]++) \\|\\*{0,40}+ ++([0-9]{1,15})$");
    /** From one bin of its histogram to the next: it divides 0.001 ms to 100,000 ms into 1,024, by their logarithms. */
    private static final double STEP = Math.pow(1e8, 1 / 1023.0);

    /**
     * Reads the report of a run.
     *
     * @throws InvalidMeasurementException if it is cut short, of another number of threads or an older version, or
     *     contradicts itself
     */
    static SysbenchReport parse(String text, int threads) {
        Matcher version = VERSION.matcher(text);
        boolean known = version.find();
        if (known && WITHOUT_RATE.matcher(version.group(1)).matches()) {
            throw new InvalidMeasurementException(
                    "sysbench %s is too old, as it reports no rate; expected 1.0.8 or newer"
                            .formatted(Output.end(version.group(1))));
        }
        double ran = number("number of threads", THREADS, text);
        if (ran != threads) {
            throw new InvalidMeasurementException(
                    "sysbench ran with %.0f threads; expected %d".formatted(ran, threads));
        }
        double events = number("total number of events", EVENTS, text);
        SysbenchReport report = new SysbenchReport(
                known ? version.group(1) : "unknown",
                number("events per second", RATE, text),
                events,
                number("total time", TIME, text),
                tenthPercentile(text, events),
                number("95th percentile", P95, text));
        // sysbench divides by the time until its threads were asked to stop, which is a little less than the total
        Output.agree(
                "sysbench",
                "rate",
                report.eventsPerSecond,
                "events ÷ total time",
                report.events / report.seconds,
                0.1,
                "events/s");
        return report;
    }

    /** Within a bin, whose printed value is its middle, the events are taken to be spread evenly. */
    private static double tenthPercentile(String text, double events) {
        SortedMap<Double, Long> bins = new TreeMap<>();
        Matcher bin = BIN.matcher(text);
        while (bin.find()) {
            bins.merge(Output.positive("sysbench", "bin", bin.group(1)), Long.parseLong(bin.group(2)), Long::sum);
        }
        if (bins.isEmpty()) {
            throw new InvalidMeasurementException(
                    "sysbench's histogram is empty; expected its %.0f events in it, each of 0.001 ms or more"
                            .formatted(events));
        }
        double counted = bins.values().stream().mapToLong(Long::longValue).sum();
        Output.agree("sysbench", "histogram", counted, "count of events", events, 0.01, "events");
        double wanted = counted / 10;
        double below = 0;
        for (Map.Entry<Double, Long> it : bins.entrySet()) {
            if (below + it.getValue() >= wanted) {
                return it.getKey() * Math.pow(STEP, (wanted - below) / it.getValue() - 0.5);
            }
            below += it.getValue();
        }
        throw new IllegalStateException("a tenth of " + counted + " events is in no bin of " + bins);
    }

    private static double number(String what, Pattern pattern, String text) {
        return Output.positive("sysbench", what, pattern, text);
    }
}
