package org.nestlab.internal.upgrade;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.upgrade.Cause.LogDifference;

/** Finds what only one of two kernels wrote to its log. */
final class KernelLogs {

    // kern  :warn  : Spectre V2 : WARNING: … · kern  :info  : [    T1] Spectre V2 : …, of a kernel that prints its
    // caller
    private static final Pattern LINE = Pattern.compile("[a-z0-9]+ *: *([a-z]+) *: ?(?:\\[ *[TC][0-9]+ ?\\] ?+)?+(.*)");
    private static final Set<String> TROUBLE = Set.of("emerg", "alert", "crit", "err", "warn");
    private static final Pattern NESTING =
            Pattern.compile("(?i)\\b(kvm|svm|vmx|nested|npt|ept|hypervisor|virtio|clocksource|tsc)\\b");

    // addresses, times, sizes and counts differ between two boots of one kernel
    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-fA-F]+|\\b[0-9a-f]{8,16}\\b|[0-9]+");

    private static final int LONGEST = 500;

    private KernelLogs() {}

    private record Line(String text, boolean trouble) {}

    /**
     * The lines, without their numbers, that one side alone has: troubles first, then what is said of virtualization,
     * then all else.
     *
     * @param baseline by level, what {@code dmesg -t -x} prints
     */
    static List<LogDifference> differences(Map<String, List<String>> baseline, Map<String, List<String>> candidate) {
        Set<String> levels = new TreeSet<>(baseline.keySet());
        levels.retainAll(candidate.keySet());
        List<LogDifference> all = new ArrayList<>();
        List<Integer> ranks = new ArrayList<>();
        for (String level : levels) {
            Set<Line> before = lines(baseline.getOrDefault(level, List.of()));
            Set<Line> after = lines(candidate.getOrDefault(level, List.of()));
            for (Line line : missing(before, after)) {
                all.add(new LogDifference(level, false, line.text()));
                ranks.add(rank(line));
            }
            for (Line line : missing(after, before)) {
                all.add(new LogDifference(level, true, line.text()));
                ranks.add(rank(line));
            }
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing(ranks::get));
        return order.stream().map(all::get).toList();
    }

    private static Set<Line> missing(Set<Line> those, Set<Line> from) {
        Set<Line> missing = new LinkedHashSet<>(those);
        from.forEach(line -> missing.removeIf(it -> it.text().equals(line.text())));
        return missing;
    }

    private static int rank(Line line) {
        if (line.trouble()) {
            return 0;
        }
        return NESTING.matcher(line.text()).find() ? 1 : 2;
    }

    private static Set<Line> lines(List<String> log) {
        Set<Line> lines = new LinkedHashSet<>();
        for (String raw : log) {
            Matcher matcher = LINE.matcher(raw.length() > LONGEST ? raw.substring(0, LONGEST) : raw);
            if (matcher.matches()) {
                String text = NUMBER.matcher(matcher.group(2)).replaceAll("#").strip();
                if (!text.isEmpty()) {
                    lines.add(new Line(text, TROUBLE.contains(matcher.group(1))));
                }
            }
        }
        return lines;
    }
}
