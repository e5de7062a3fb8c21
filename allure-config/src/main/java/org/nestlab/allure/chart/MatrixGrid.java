package org.nestlab.allure.chart;

import java.util.List;
import org.apiguardian.api.API;

/**
 * A matrix, or, if it has more than two axes, the part that has the same labels on the further axes.
 *
 * @param title for example {@code StackMatrixTests: kernel × CPU, QEMU 10.0}
 * @param rowAxis for example {@code kernel}
 * @param rows its labels
 * @param columnAxis empty if the matrix has only one axis
 * @param columns its labels; a single empty one if there is no such axis
 * @param cells row by row, as many as there are rows times columns
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record MatrixGrid(
        String title,
        String rowAxis,
        List<String> rows,
        String columnAxis,
        List<String> columns,
        List<MatrixChartCell> cells) {

    public MatrixGrid {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        cells = List.copyOf(cells);
        if (cells.size() != rows.size() * columns.size()) {
            throw new IllegalArgumentException("a grid of %d rows and %d columns has %d cells; expected %d"
                    .formatted(rows.size(), columns.size(), cells.size(), rows.size() * columns.size()));
        }
    }

    public MatrixChartCell cell(int row, int column) {
        return cells.get(row * columns.size() + column);
    }

    /** For example {@code kernel 6.12, CPU EPYC}. */
    public String place(int row, int column) {
        String first = rowAxis + " " + rows.get(row);
        return columnAxis.isEmpty() ? first : first + ", " + columnAxis + " " + columns.get(column);
    }
}
