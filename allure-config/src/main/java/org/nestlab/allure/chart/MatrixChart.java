package org.nestlab.allure.chart;

import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The cells of a matrix as a grid: each with its state as a word, a shape and a colour, and below it the worst metric
 * with its ratio. Columns that do not fit are drawn below the others.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MatrixChart {

    private static final int LEFT = 8;
    private static final int LABELS = 104;
    private static final int RIGHT = Svg.WIDTH - 8;
    private static final int HEAD = 50;
    private static final int LINE = 14;
    private static final int ROW = 76;
    private static final int COLUMNS = 3;

    /** How much more text fits in the smallest letters than in the usual ones. */
    private static final double TINY = 1.25;

    private final MatrixGrid grid;
    private final Svg svg = new Svg();

    private MatrixChart(MatrixGrid grid) {
        this.grid = grid;
    }

    /** The picture of a grid. */
    public static String svg(MatrixGrid grid) {
        return new MatrixChart(grid).draw();
    }

    private String draw() {
        svg.text(LEFT, 20, "n-bold", grid.title(), RIGHT - LEFT).text(LEFT, 38, "n-small n-dim", axes(), RIGHT - LEFT);
        int y = HEAD;
        for (int first = 0; first < grid.columns().size(); first += COLUMNS) {
            y = panel(first, Math.min(grid.columns().size(), first + COLUMNS), y);
        }
        return svg.done(y + 4, grid.title(), description());
    }

    private String axes() {
        String down = "down: " + grid.rowAxis();
        String across = grid.columnAxis().isEmpty() ? "" : "; across: " + grid.columnAxis();
        return down + across + "; ratio of the worst metric";
    }

    /** Some of the columns, each as wide as in a full panel, so that the columns of all panels are aligned. */
    private int panel(int first, int end, int top) {
        double width = (RIGHT - LABELS)
                / (double) Math.max(2, Math.min(COLUMNS, grid.columns().size()));
        int y = top + heads(first, end, top, width);
        for (int row = 0; row < grid.rows().size(); row++) {
            lines(grid.rows().get(row), LEFT, y + 19, LABELS - LEFT, 3);
            for (int column = first; column < end; column++) {
                cell(row, column, LABELS + (column - first) * width, y, width);
            }
            y += ROW;
        }
        return y + LINE;
    }

    private int heads(int first, int end, int top, double width) {
        int most = 0;
        for (int column = first; column < end; column++) {
            String label = grid.columns().get(column);
            if (!label.isEmpty()) {
                most = Math.max(most, lines(label, LABELS + (column - first) * width + 8, top + 12, width - 10, 2));
            }
        }
        return most * LINE + 6;
    }

    /** A label, in as many lines as it takes. */
    private int lines(String label, double x, double y, double room, int most) {
        List<String> lines = Figures.wrap(label, room, most);
        svg.group(label);
        for (int i = 0; i < lines.size(); i++) {
            svg.text(x, y + i * LINE, "n-small", lines.get(i));
        }
        svg.end();
        return lines.size();
    }

    private void cell(int row, int column, double x, double y, double width) {
        MatrixChartCell cell = grid.cell(row, column);
        boolean leftOut = cell.state() == MatrixChartCell.State.LEFT_OUT;
        svg.group(told(row, column)).rect(x + 2, y, width - 4, ROW - 6, cell.baseline() ? "n-line" : "n-grid");
        if (leftOut) {
            svg.text(x + 8, y + 19, "n-small n-dim", cell.state().word());
        } else {
            cell.state().mark().draw(svg, x + 13, y + 15);
            svg.text(
                    x + 23,
                    y + 19,
                    "n-bold " + cell.state().mark().textStyle(),
                    cell.state().word());
        }
        cell.worst().ifPresent(worst -> {
            svg.text(x + 8, y + 34, "n-small", worst.levels() + " " + worst.ratio());
            metric(worst.metric(), x + 8, y + 48, (width - 14) * TINY);
        });
        if (cell.baseline()) {
            svg.rect(x + width - 58, y - 6, 52, 13, "n-paper").text(x + width - 56, y + 4, "n-tiny", "baseline");
        }
        svg.end();
    }

    /** A workload's metric in two lines, for example {@code fio-randread-4k} and {@code .iops}. */
    private void metric(String name, double x, double y, double room) {
        int dot = Math.max(0, name.lastIndexOf('.'));
        String workload = name.substring(0, dot);
        int line = workload.isEmpty() ? 0 : LINE;
        if (line > 0) {
            svg.text(x, y, "n-tiny n-dim", Figures.cut(workload, room));
        }
        svg.text(x, y + line, "n-tiny n-dim", Figures.cut(name.substring(dot), room));
    }

    private String told(int row, int column) {
        return grid.place(row, column) + ":\n"
                + String.join("\n", grid.cell(row, column).lines());
    }

    private String description() {
        List<String> sentences = new ArrayList<>();
        for (int row = 0; row < grid.rows().size(); row++) {
            for (int column = 0; column < grid.columns().size(); column++) {
                sentences.add(grid.place(row, column) + ": "
                        + String.join("; ", grid.cell(row, column).lines()));
            }
        }
        return String.join(". ", sentences) + ".";
    }
}
