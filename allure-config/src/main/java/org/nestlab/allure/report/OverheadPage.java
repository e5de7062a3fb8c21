package org.nestlab.allure.report;

import static org.nestlab.allure.report.Html.escape;

import java.util.List;
import org.nestlab.allure.report.Measurements.OfTier;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.OverheadTable;

/**
 * What each level costs in one table, the results of a run's matrices, and then for each workload what was measured and
 * whether that changed, as pictures and as tables. The page needs only a browser.
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
        if (measurements.tiers().isEmpty()) {
            page.nothing(measurements);
        }
        measurements.tiers().forEach(page::losses);
        measurements.matrices().forEach(matrix -> page.html.append(MatrixTables.section(matrix)));
        measurements.tiers().forEach(page::details);
        return page.html.append("</main></body></html>\n").toString();
    }

    private void head(Headline headline) {
        html.append(PageHead.of("Overhead of each level", "overhead.css"))
                .append("<h1>What each level costs</h1>\n<p class=\"headline %s\">%s %s</p>\n"
                        .formatted(headline.verdict().word(), headline.verdict().shape(), escape(headline.text())));
        if (!headline.tally().isEmpty()) {
            html.append("<p class=\"when\">").append(escape(headline.tally())).append("</p>\n");
        }
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

    /** What a reader sees first: a table and a picture for each lab that has such figures. */
    private void losses(OfTier tier) {
        for (String lab : tier.labs()) {
            LossTable.of(table(tier, lab)).ifPresent(first -> {
                html.append("<section class=\"first-%s\"><h2>Lab %s, tier %s</h2>\n"
                        .formatted(tier.tier(), escape(lab), tier.tier()));
                when(tier, lab);
                html.append(first).append("</section>\n");
            });
        }
    }

    private void details(OfTier tier) {
        html.append("<section id=\"tier-%s\"><h2>By workload, tier %s</h2>\n".formatted(tier.tier(), tier.tier()));
        for (String lab : tier.labs()) {
            OverheadTable table = table(tier, lab);
            html.append("<h3>Lab %s</h3>\n".formatted(escape(lab)));
            if (table.columns().isEmpty()) {
                html.append("<p>No run that was kept has figures of its levels.</p>\n");
            } else {
                when(tier, lab);
            }
            html.append(new WorkloadDetails(table, tier.trends(lab), tier.judged()).html());
        }
        html.append("</section>\n");
    }

    private static OverheadTable table(OfTier tier, String lab) {
        List<Experiment> shown = tier.shown(lab);
        return shown.isEmpty() ? new OverheadTable(tier.tier(), List.of(), List.of()) : OverheadTable.of(shown);
    }

    private void when(OfTier tier, String lab) {
        html.append("<p class=\"when\">%s %s. (?): too few pairs for an interval.</p>\n"
                .formatted(
                        tier.ofThisRun() ? "Measured in this run," : "The newest that was kept, of",
                        Headline.day(tier.shown(lab).get(0).design().started())));
    }
}
