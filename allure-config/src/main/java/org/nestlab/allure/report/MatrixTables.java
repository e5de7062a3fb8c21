package org.nestlab.allure.report;

import static org.nestlab.allure.report.Html.escape;

import java.util.stream.Collectors;
import org.nestlab.allure.chart.MatrixChart;
import org.nestlab.allure.chart.MatrixChartCell;
import org.nestlab.allure.chart.MatrixGrid;

/** What the picture of a matrix shows, in words: for screen readers, and for copying. */
final class MatrixTables {

    private MatrixTables() {}

    /** The whole matrix: each grid as a picture and in words. */
    static String section(MatrixOfRun matrix) {
        StringBuilder html = new StringBuilder(
                        "<section class=\"matrix-of-run\"><h2>Matrix %s</h2>\n".formatted(escape(matrix.owner())))
                .append("<p class=\"when\">In this run: %s.</p>\n".formatted(matrix.summary()));
        for (MatrixGrid grid : matrix.grids()) {
            html.append("<div class=\"levels\"><figure>")
                    .append(MatrixChart.svg(grid))
                    .append("</figure>")
                    .append(table(grid))
                    .append("</div>\n");
        }
        return html.append("</section>\n").toString();
    }

    /** Rows and columns as in the picture. */
    static String table(MatrixGrid grid) {
        StringBuilder html = new StringBuilder("<details open><summary>In words</summary><div class=\"scroll\">")
                .append("<table class=\"matrix\"><caption>%s</caption><thead><tr><th scope=\"col\">%s</th>"
                        .formatted(escape(grid.title()), escape(head(grid))));
        grid.columns()
                .forEach(column ->
                        html.append("<th scope=\"col\">").append(escape(column)).append("</th>"));
        html.append("</tr></thead><tbody>\n");
        for (int row = 0; row < grid.rows().size(); row++) {
            html.append(
                    "<tr><th scope=\"row\">%s</th>".formatted(escape(grid.rows().get(row))));
            for (int column = 0; column < grid.columns().size(); column++) {
                html.append(cell(grid.cell(row, column)));
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div></details>\n").toString();
    }

    private static String head(MatrixGrid grid) {
        return grid.columnAxis().isEmpty() ? grid.rowAxis() : grid.rowAxis() + " \\ " + grid.columnAxis();
    }

    private static String cell(MatrixChartCell cell) {
        return "<td class=\"%s\"><span class=\"sign\">%s</span> %s</td>"
                .formatted(
                        cell.state().word().replace(' ', '-'),
                        cell.state().sign(),
                        cell.lines().stream().map(Html::escape).collect(Collectors.joining("<br>")));
    }
}
