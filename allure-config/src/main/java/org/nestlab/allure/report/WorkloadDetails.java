package org.nestlab.allure.report;

import static org.nestlab.allure.report.Html.escape;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nestlab.allure.chart.OverheadChart;
import org.nestlab.allure.chart.Trend;
import org.nestlab.allure.chart.TrendChart;
import org.nestlab.experiment.OverheadTable;
import org.nestlab.experiment.OverheadTable.Column;
import org.nestlab.workload.Metric;

/** All measurements of a lab by workload: the figures of each level, and every ratio from run to run. */
final class WorkloadDetails {

    private final OverheadTable table;
    private final List<Trend> trends;
    private final Set<UUID> judged;
    private final Set<Metric> failing;

    /**
     * Prepares the details.
     *
     * @param table the newest run, as it is shown
     * @param trends of one lab on one tier
     * @param judged the experiments of the headline
     */
    WorkloadDetails(OverheadTable table, List<Trend> trends, Set<UUID> judged) {
        this.table = table;
        this.trends = List.copyOf(trends);
        this.judged = Set.copyOf(judged);
        failing = trends.stream().filter(this::fails).map(Trend::metric).collect(Collectors.toUnmodifiableSet());
    }

    /** A section for each workload; those with a metric that fails come first. */
    String html() {
        Set<String> first = failing.stream().map(Metric::workload).collect(Collectors.toSet());
        return Stream.concat(
                        table.columns().stream().map(Column::metric),
                        trends.stream().map(Trend::metric))
                .map(Metric::workload)
                .distinct()
                .sorted(Comparator.comparing((String name) -> !first.contains(name))
                        .thenComparing(Comparator.naturalOrder()))
                .map(this::section)
                .collect(Collectors.joining());
    }

    private boolean fails(Trend trend) {
        TestStatus newest = trend.newest(judged).map(Headline::verdict).orElse(TestStatus.UNKNOWN);
        return newest == TestStatus.FAILED || newest == TestStatus.BROKEN;
    }

    private String section(String workload) {
        OverheadTable levels = table.only(table.columns().stream()
                .map(Column::metric)
                .filter(metric -> metric.workload().equals(workload))
                .map(Metric::name)
                .toList());
        List<Trend> ofWorkload = trends.stream()
                .filter(it -> it.metric().workload().equals(workload))
                .toList();
        return "<section class=\"workload\"><h4>%s</h4>\n%s%s%s</section>\n"
                .formatted(escape(workload), levels(workload, levels), leftOut(levels, ofWorkload), runs(ofWorkload));
    }

    private static String levels(String workload, OverheadTable levels) {
        return levels.columns().isEmpty()
                ? "<p class=\"when\">The run that is shown did not measure it.</p>\n"
                : "<div class=\"levels\"><figure>%s</figure>%s</div>\n"
                        .formatted(OverheadChart.svg(workload, levels), OverheadTables.levels(levels));
    }

    /** For example {@code exit-cpuid.cycles, L1: cannot be compared, as …}, once for each reason. */
    private static String leftOut(OverheadTable levels, List<Trend> trends) {
        Stream<String> figures = levels.columns().stream()
                .flatMap(column -> column.leftOut().entrySet().stream()
                        .map(it -> "%s of %s cannot be compared, as %s."
                                .formatted(column.metric().name(), it.getKey(), it.getValue())));
        Stream<String> ratios = trends.stream()
                .filter(trend -> !isShown(trend))
                .map(trend -> "The ratio %s of %s is left out, as %s."
                        .formatted(
                                trend.levels(),
                                trend.metric().name(),
                                trend.incomparable().orElseThrow()));
        return Stream.concat(figures, ratios)
                .distinct()
                .map(text -> "<p class=\"when\">" + escape(text) + "</p>\n")
                .collect(Collectors.joining());
    }

    /** A ratio that cannot be compared is drawn only if a limit is set for it. */
    private static boolean isShown(Trend trend) {
        return trend.isJudged() || trend.incomparable().isEmpty();
    }

    /** Failures come first; the two steps of a metric are side by side, the outer one first. */
    private String runs(List<Trend> ofWorkload) {
        String figures = ofWorkload.stream()
                .filter(WorkloadDetails::isShown)
                .sorted(Comparator.comparing((Trend it) -> !failing.contains(it.metric()))
                        .thenComparing(it -> it.metric().name())
                        .thenComparing(it -> it.levels().toString()))
                .map(this::figure)
                .collect(Collectors.joining());
        return figures.isEmpty() ? "" : "<h5>Run after run</h5>\n<div class=\"trends\">\n" + figures + "</div>\n";
    }

    private String figure(Trend trend) {
        return "<figure class=\"trend\" data-metric=\"%s\" data-levels=\"%s\">"
                        .formatted(escape(trend.metric().name()), trend.levels())
                + TrendChart.svg(trend, judged)
                + OverheadTables.runs(trend)
                + "</figure>\n";
    }
}
