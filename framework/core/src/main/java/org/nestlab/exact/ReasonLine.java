package org.nestlab.exact;

import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The reasons for which L1's KVM is entered for one exit of L3, in a line. */
final class ReasonLine {

    /** Smaller differences come from L2's timers, which do not tick at the same exits. */
    private static final double SAME = 0.5;

    private ReasonLine() {}

    /** {@code CPUID 1.00 VMREAD 1.00}; empty if reasons were not counted. */
    static String of(SortedMap<String, Double> byReason) {
        return change(byReason, byReason);
    }

    /** {@code CPUID 1.00 VMREAD 1.00 -> 2.00}; empty if reasons were not counted on both sides. */
    static String change(SortedMap<String, Double> was, SortedMap<String, Double> is) {
        if (was.isEmpty() || is.isEmpty()) {
            return "";
        }
        SortedSet<String> reasons = new TreeSet<>(was.keySet());
        reasons.addAll(is.keySet());
        return reasons.stream()
                .map(reason -> reason + " " + numbers(was.getOrDefault(reason, 0.0), is.getOrDefault(reason, 0.0)))
                .collect(Collectors.joining(" "));
    }

    private static String numbers(double was, double is) {
        return Math.abs(is - was) < SAME
                ? String.format(Locale.ROOT, "%.2f", is)
                : String.format(Locale.ROOT, "%.2f -> %.2f", was, is);
    }
}
