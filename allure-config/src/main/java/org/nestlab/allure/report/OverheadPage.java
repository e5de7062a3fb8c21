package org.nestlab.allure.report;

import static org.nestlab.allure.report.Html.escape;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.nestlab.allure.chart.OverheadChart;
import org.nestlab.allure.chart.Trend;
import org.nestlab.allure.chart.TrendChart;
import org.nestlab.allure.report.Measurements.OfTier;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.OverheadTable;

/**
 * What became of a run's matrices, what each level costs, and whether that changed: pictures, and the same as tables.
 * Needs nothing but a browser.
 */
final class OverheadPage {

    /** The name of the page's file. */
    static final String FILE = "overhead.html";

    private final StringBuilder html = new StringBuilder(1 << 16);

    private OverheadPage() {}

    /** The whole page. */
    static String of(Measurements measurements) {
        OverheadPage page = new OverheadPage();
        page.head(Headline.of(measurements));
        page.problems(measurements.problems());
        measurements.matrices().forEach(matrix -> page.html.append(MatrixTables.section(matrix)));
        if (measurements.tiers().isEmpty()) {
            page.nothing(measurements);
        }
        measurements.tiers().forEach(page::tier);
        return page.html.append("</main></body></html>\n").toString();
    }

    private void head(Headline headline) {
        html.append(PageHead.of("Overhead of each level", "overhead.css"))
                .append("<h1>What each level costs</h1>\n<p class=\"headline %s\">%s %s</p>\n"
                        .formatted(headline.verdict().word(), headline.verdict().shape(), escape(headline.text())));
    }

    private void problems(List<String> problems) {
        if (problems.isEmpty()) {
            return;
        }
        html.append("<section class=\"note\"><h2>What could not be read</h2><ul>");
        problems.forEach(p -> html.append("<li>").append(escape(p)).append("</li>"));
        html.append("</ul></section>\n");
    }

    private void nothing(Measurements measurements) {
        html.append("<section class=\"note\"><h2>Nothing was measured%s</h2><p>"
                        .formatted(measurements.ofARun() ? "" : " yet"))
                .append(
                        measurements.ofARun()
                                ? "Neither this run nor the history has an experiment."
                                : "The history has no experiment.")
                .append(" <code>mvn verify -pl tests-performance</code> makes some.</p></section>\n");
    }

    private void tier(OfTier tier) {
        html.append("<section id=\"tier-%s\"><h2>Tier %s</h2>\n".formatted(tier.tier(), tier.tier()));
        for (String lab : tier.labs()) {
            table(tier, lab);
            trends(tier, lab);
        }
        html.append("</section>\n");
    }

    private void table(OfTier tier, String lab) {
        List<Experiment> shown = tier.shown(lab);
        OverheadTable table =
                shown.isEmpty() ? new OverheadTable(tier.tier(), List.of(), List.of()) : OverheadTable.of(shown);
        html.append("<h3>The levels of lab %s</h3>\n".formatted(escape(lab)));
        if (table.columns().isEmpty()) {
            html.append("<p>No run that was kept has figures of it.</p>\n");
            return;
        }
        html.append("<p class=\"when\">%s %s. Minus is worse; (?): too few pairs for an interval.</p>\n"
                .formatted(
                        tier.ofThisRun() ? "Measured in this run," : "The newest that was kept, of",
                        Headline.day(shown.get(0).design().started())));
        html.append("<div class=\"levels\"><figure>")
                .append(OverheadChart.svg(table))
                .append("</figure>")
                .append(OverheadTables.levels(table))
                .append("</div>\n");
    }

    /** What fails stands first; the two steps of a metric side by side, the outer one before. */
    private void trends(OfTier tier, String lab) {
        List<Trend> trends = tier.trends(lab);
        html.append("<h3>Run after run, lab %s</h3>\n<div class=\"trends\">\n".formatted(escape(lab)));
        Set<String> failing = trends.stream()
                .filter(trend -> fails(trend, tier.judged()))
                .map(trend -> trend.metric().name())
                .collect(Collectors.toSet());
        List<Trend> ordered = trends.stream()
                .sorted(Comparator.comparing(
                                (Trend t) -> !failing.contains(t.metric().name()))
                        .thenComparing(t -> t.metric().name())
                        .thenComparing(t -> t.levels().toString()))
                .toList();
        ordered.forEach(trend -> html.append(figure(trend, tier.judged())));
        html.append("</div>\n");
    }

    private static boolean fails(Trend trend, Set<UUID> reported) {
        TestStatus newest = trend.newest(reported).map(Headline::verdict).orElse(TestStatus.UNKNOWN);
        return newest == TestStatus.FAILED || newest == TestStatus.BROKEN;
    }

    private static String figure(Trend trend, Set<UUID> reported) {
        return "<figure class=\"trend\" data-metric=\"%s\" data-levels=\"%s\">"
                        .formatted(escape(trend.metric().name()), trend.levels())
                + TrendChart.svg(trend, reported)
                + OverheadTables.runs(trend)
                + "</figure>\n";
    }
}
