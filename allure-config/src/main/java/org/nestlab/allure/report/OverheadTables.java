package org.nestlab.allure.report;

import static org.nestlab.allure.report.Html.escape;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.nestlab.allure.chart.Trend;
import org.nestlab.experiment.OverheadTable;
import org.nestlab.experiment.OverheadText;
import org.nestlab.machine.Level;
import org.nestlab.verdict.Estimate;

/** What the pictures show, in numbers: for screen readers, and for copying. */
final class OverheadTables {

    /** A longer table would not be read; the history has all runs. */
    static final int ROWS = 50;

    private OverheadTables() {}

    /** The table of one workload: rows are its metrics, columns are the levels. */
    static String levels(OverheadTable table) {
        StringBuilder html = new StringBuilder("<details open><summary>In numbers</summary><div class=\"scroll\">")
                .append("<table class=\"figures\"><thead><tr><th scope=\"col\">Metric</th>");
        table.levels()
                .forEach(
                        level -> html.append("<th scope=\"col\">").append(level).append("</th>"));
        html.append("</tr></thead><tbody>\n");
        for (OverheadTable.Column column : table.columns()) {
            html.append("<tr><th scope=\"row\">%s <small>%s</small></th>"
                    .formatted(
                            escape(column.metric().quantity()),
                            escape(column.metric().unit())));
            table.levels().forEach(level -> html.append(cell(column, level)));
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div></details>\n").toString();
    }

    private static String cell(OverheadTable.Column column, Level level) {
        Double value = column.values().get(level);
        Estimate difference = column.differences().get(level);
        return "<td>%s%s</td>"
                .formatted(
                        value == null ? "–" : OverheadText.number(value),
                        difference == null
                                ? ""
                                : "<br><small>"
                                        + broken(OverheadText.difference(column.metric(), level, difference))
                                        + "</small>");
    }

    /**
     * A difference as HTML: on a phone an interval takes two lines, which break between its ends and not before a sign.
     */
    static String broken(String difference) {
        return escape(difference)
                .replace(" %", "\u00a0%")
                .replace(" × of ", "\u00a0×\u00a0of\u00a0")
                .replace("to ", "to\u00a0")
                .replace(" (", "<br>(");
    }

    /** The newest runs of a trend, the newest first. */
    static String runs(Trend trend) {
        List<Trend.Point> points = trend.points();
        int first = Math.max(0, points.size() - ROWS);
        StringBuilder html = new StringBuilder("<details><summary>In numbers%s</summary><div class=\"scroll\">"
                        .formatted(first > 0 ? ": the newest %d of %d".formatted(ROWS, points.size()) : ""))
                .append("<table class=\"runs\"><thead><tr>");
        for (String head :
                List.of("Run", "Ratio", "Verdict", "Limit", "Pairs", trend.subject(), trend.reference(), "Changed")) {
            html.append("<th scope=\"col\">").append(escape(head)).append("</th>");
        }
        html.append("</tr></thead><tbody>\n");
        for (int i = points.size() - 1; i >= first; i--) {
            html.append(row(trend, i));
        }
        return html.append("</tbody></table></div></details>\n").toString();
    }

    private static String row(Trend trend, int place) {
        Trend.Point point = trend.points().get(place);
        return "<tr class=\"%s\"><th scope=\"row\" title=\"%s\">%s</th><td>%s</td><td>%s</td><td>%s</td><td>%d</td><td>%s</td><td>%s</td><td>%s</td></tr>\n"
                .formatted(
                        point.word().replace(' ', '-'),
                        escape(point.experiment() + ", " + point.test()),
                        point.at().truncatedTo(ChronoUnit.SECONDS),
                        point.estimate()
                                .map(e -> "%s <small>%s</small>".formatted(e.ratioText(), interval(e)))
                                .orElse("–"),
                        point.word(),
                        point.threshold()
                                .map(t -> Headline.ratioText(t.floor()))
                                .orElse("–"),
                        point.pairs(),
                        value(point.subject()),
                        value(point.reference()),
                        escape(changed(trend, place)));
    }

    private static String interval(Estimate estimate) {
        return estimate.bounded()
                ? Headline.ratioText(estimate.low()) + " to " + Headline.ratioText(estimate.high())
                : "too few pairs for an interval";
    }

    private static String value(double value) {
        return Double.isNaN(value) ? "–" : OverheadText.number(value);
    }

    /** What else changed at this run: the machines, and the level of the ratio itself. */
    private static String changed(Trend trend, int place) {
        String machines = trend.changes().stream()
                .filter(change -> change.point() == place)
                .flatMap(change -> change.differences().stream())
                .map(it -> "%s: %s → %s"
                        .formatted(it.name(), it.before().orElse(""), it.after().orElse("")))
                .collect(Collectors.joining("; "));
        String step = trend.steps().stream()
                .filter(it -> it.point() == place)
                .map(it -> "the ratio: " + OverheadText.signed(1 + it.change()))
                .collect(Collectors.joining());
        return machines.isEmpty() || step.isEmpty() ? machines + step : step + "; " + machines;
    }
}
