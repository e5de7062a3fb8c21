package org.nestlab.workload;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code sysbench cpu run} of version 1.0 prints at its end.
 *
 * @param version as {@code 1.0.20}
 * @param p95Millis the 95th percentile of one event's time
 */
record SysbenchReport(String version, double eventsPerSecond, double events, double seconds, double p95Millis) {

    // sysbench 1.0.20 (using system LuaJIT 2.1.0-beta3)
    private static final Pattern VERSION = Pattern.compile("(?m)^sysbench ([0-9][0-9.]*+)");
    // Number of threads: 2
    private static final Pattern THREADS = Pattern.compile("(?m)^Number of threads: (\\S++)");
    //     events per second:  3250.09
    private static final Pattern RATE = Pattern.compile("(?m)^ *+events per second: *+(\\S++)");
    //     total time:                          1.0004s
    private static final Pattern TIME = Pattern.compile("(?m)^ *+total time: *+([^\\ss]++)s");
    //     total number of events:              3254
    private static final Pattern EVENTS = Pattern.compile("(?m)^ *+total number of events: *+(\\S++)");
    //          95th percentile:                        2.03
    private static final Pattern P95 = Pattern.compile("(?m)^ *+95th percentile: *+(\\S++)");

    /**
     * Reads the report of a run.
     *
     * @throws InvalidMeasurementException if it is cut short, of another number of threads, or contradicts itself
     */
    static SysbenchReport parse(String text, int threads) {
        double ran = number("number of threads", THREADS, text);
        if (ran != threads) {
            throw new InvalidMeasurementException("sysbench ran with %.0f threads: wanted %d".formatted(ran, threads));
        }
        Matcher version = VERSION.matcher(text);
        SysbenchReport report = new SysbenchReport(
                version.find() ? version.group(1) : "unknown",
                number("events per second", RATE, text),
                number("total number of events", EVENTS, text),
                number("total time", TIME, text),
                number("95th percentile", P95, text));
        // sysbench divides by the time until its threads were told to stop, which is a little less than the total
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

    private static double number(String what, Pattern pattern, String text) {
        return Output.positive("sysbench", what, pattern, text);
    }
}
