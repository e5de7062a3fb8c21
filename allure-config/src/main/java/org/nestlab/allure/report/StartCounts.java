package org.nestlab.allure.report;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nestlab.allure.report.Results.Step;

/** How often labs were started: each start has its own identifier, and a repeated start is marked. */
final class StartCounts {

    private StartCounts() {}

    /** For example {@code 3 labs were started 5 times: 2 times again, as a guest crashed (1), a guest hung (1).} */
    static String of(List<Step> labs) {
        long starts = labs.stream().map(StartCounts::id).distinct().count();
        Map<String, Long> reasons = labs.stream()
                .filter(lab -> lab.parameters().containsKey("started again"))
                .collect(groupingBy(
                        lab -> lab.parameters().getOrDefault("started again", ""), TreeMap::new, counting()));
        long again = reasons.values().stream().mapToLong(Long::longValue).sum();
        long first = starts - again;
        String who = first == 1 ? "1 lab was" : first + " labs were";
        if (again == 0) {
            return "%s started %s.".formatted(who, first == 1 ? "once" : "once each");
        }
        return "%s started %d times: %s again, as %s."
                .formatted(
                        who,
                        starts,
                        again == 1 ? "once" : again + " times",
                        reasons.entrySet().stream()
                                .map(reason -> "%s (%d)".formatted(reason.getKey(), reason.getValue()))
                                .collect(joining(", ")));
    }

    private static String id(Step lab) {
        return lab.parameters().getOrDefault("lab", "");
    }
}
