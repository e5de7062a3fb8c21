package org.nestlab.internal.exact.cost;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.nestlab.exact.Exits;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.exits.ReasonNames;

/**
 * Exits of L1's KVM for one exit of L3. The counters of L1's KVM grow by the exits asked for and by what else L2 does.
 * The second part is the same in both runs of a kind, so the difference in growth comes from the additional exits of
 * the longer run.
 */
final class OuterCounts {

    private static final int MARKS = 3;
    /** Below this, a reason comes from L2's own work. */
    private static final double LEAST = 0.1;

    /** Instead of reasons: they were not asked for, L1 cannot count them, or it has counted none yet. */
    private static final String NO_REASONS = "-";

    private final Vendor vendor;
    private final Map<String, @Nullable ProbeLine[]> plain = new HashMap<>();
    private final Map<String, @Nullable ProbeLine[]> byReason = new HashMap<>();

    OuterCounts(ProbeLog log, String level, Vendor vendor) {
        this.vendor = vendor;
        for (ProbeLine line : log.lines()) {
            OptionalLong at = line.number("at");
            if (line.word().equals("count")
                    && line.value("level").equals(level)
                    && at.isPresent()
                    && at.getAsLong() >= 0
                    && at.getAsLong() < MARKS) {
                add(line, (int) at.getAsLong());
            }
        }
    }

    /** The marks without reasons come first, so a second line without any is of a histogram that has just begun. */
    private void add(ProbeLine line, int at) {
        @Nullable ProbeLine[] first = plain.computeIfAbsent(line.value("kind"), kind -> new ProbeLine[MARKS]);
        if (first[at] == null && line.value("reasons").equals(NO_REASONS)) {
            first[at] = line;
        } else {
            byReason.computeIfAbsent(line.value("kind"), kind -> new ProbeLine[MARKS])[at] = line;
        }
    }

    /**
     * For one exit.
     *
     * @param more how many samples more the long run has
     * @return empty if a mark is missing, or L1 has no counters
     */
    Optional<Exits> of(String kind, long more) {
        @Nullable ProbeLine[] marks = plain.get(kind);
        long[] exits = new long[MARKS];
        if (marks == null || more <= 0) {
            return Optional.empty();
        }
        for (int i = 0; i < MARKS; i++) {
            ProbeLine mark = marks[i];
            OptionalLong all = mark == null ? OptionalLong.empty() : mark.number("exits");
            OptionalLong interrupts = mark == null ? OptionalLong.empty() : mark.number("irq");
            if (all.isEmpty() || interrupts.isEmpty() || all.getAsLong() < 0) {
                return Optional.empty();
            }
            exits[i] = all.getAsLong() - interrupts.getAsLong();
        }
        return Optional.of(new Exits(slope(exits[0], exits[1], exits[2], more), reasons(kind, more)));
    }

    private static double slope(long before, long between, long after, long more) {
        return (double) ((after - between) - (between - before)) / more;
    }

    private SortedMap<String, Double> reasons(String kind, long more) {
        SortedMap<String, Double> slopes = new TreeMap<>();
        @Nullable ProbeLine[] marks = byReason.get(kind);
        if (marks == null || marks[0] == null || marks[1] == null || marks[2] == null) {
            return slopes;
        }
        Map<Long, Long> before = counts(marks[0]);
        Map<Long, Long> between = counts(marks[1]);
        counts(marks[2]).forEach((reason, after) -> {
            double slope = slope(before.getOrDefault(reason, 0L), between.getOrDefault(reason, 0L), after, more);
            if (slope >= LEAST) {
                slopes.put(ReasonNames.of(vendor, reason), slope);
            }
        });
        return slopes;
    }

    /** {@code 114:998,123:2811}; whatever has another form is ignored. */
    private static Map<Long, Long> counts(ProbeLine mark) {
        Map<Long, Long> counts = new HashMap<>();
        for (String part : mark.value("reasons").split(",", -1)) {
            int colon = part.indexOf(':');
            try {
                if (colon > 0) {
                    counts.put(Long.parseLong(part.substring(0, colon)), Long.parseLong(part.substring(colon + 1)));
                }
            } catch (NumberFormatException e) {
                // KVM counted no reason without a number.
            }
        }
        return counts;
    }
}
