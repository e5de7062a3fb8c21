package org.nestlab.internal.exits;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The output of one of the kernel's histogram triggers with a single key (Linux, Documentation/trace/histogram.rst).
 *
 * @param counts the number of events for each value of the key
 * @param dropped how many events had no room in the histogram and are not in {@code counts}
 */
record Histogram(SortedMap<Long, Long> counts, long dropped) {

    // { exit_reason:        114 } hitcount:        260
    private static final Pattern ROW = Pattern.compile("\\{ \\w+: +(-?\\d+) } hitcount: +(\\d+)");
    //     Dropped: 0
    private static final Pattern DROPPED = Pattern.compile("(?m)^ +Dropped: (\\d+)$");

    Histogram {
        counts = new TreeMap<>(counts);
    }

    static Histogram parse(String text) {
        SortedMap<Long, Long> counts = new TreeMap<>();
        Matcher row = ROW.matcher(text);
        while (row.find()) {
            // the key is an unsigned int of the kernel: SVM's invalid state is 4294967295
            counts.merge(Long.parseLong(row.group(1)), Long.parseLong(row.group(2)), Long::sum);
        }
        Matcher dropped = DROPPED.matcher(text);
        return new Histogram(counts, dropped.find() ? Long.parseLong(dropped.group(1)) : 0);
    }

    /** All events, counted or dropped. */
    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum() + dropped;
    }
}
