package org.nestlab.workload;

import java.util.Locale;

/** What a run of sysbench prints, as far as it is read. */
public final class SysbenchText {

    private SysbenchText() {}

    /** Two seconds of one thread whose events took the same time each. */
    public static String of(double eventsPerSecond) {
        double millis = 1000 / eventsPerSecond;
        long events = Math.round(2 * eventsPerSecond);
        return String.format(Locale.ROOT, """
                sysbench 1.0.20 (using system LuaJIT 2.1.0-beta3)
                Number of threads: 1
                Latency histogram (values are in milliseconds)
                       value  ------------- distribution ------------- count
                       %.5f |**************************************** %d
                    events per second:  %.2f
                    total time:                          2.0000s
                    total number of events:              %d
                         95th percentile:                        %.2f
                """, millis, events, eventsPerSecond, events, millis);
    }
}
