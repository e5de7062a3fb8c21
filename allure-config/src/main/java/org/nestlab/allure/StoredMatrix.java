package org.nestlab.allure;

import java.util.List;
import org.apiguardian.api.API;
import org.nestlab.spi.MatrixLayout;

/**
 * A {@link MatrixLayout} as JSON in Allure's results folder.
 *
 * @param owner the name of the test class
 * @param lab the name of the lab that the cells vary
 * @param axes in order
 * @param cells the last axis changes first
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record StoredMatrix(String owner, String lab, List<MatrixLayout.Axis> axes, List<Cell> cells) {

    public StoredMatrix {
        axes = List.copyOf(axes);
        cells = List.copyOf(cells);
    }

    /**
     * A cell.
     *
     * @param labels one for each axis
     * @param lab the name of its lab; an empty text if it is left out
     * @param stack what its lab varies, as text
     * @param leftOut why it is left out; an empty text if it is not
     */
    public record Cell(List<String> labels, String lab, String stack, String leftOut) {

        public Cell {
            labels = List.copyOf(labels);
        }

        private static Cell of(MatrixLayout.Cell cell) {
            return new Cell(
                    cell.labels(),
                    cell.lab().orElse(""),
                    cell.stack(),
                    cell.leftOut().orElse(""));
        }

        private MatrixLayout.Cell cell() {
            return lab.isEmpty()
                    ? MatrixLayout.Cell.ofLeftOut(labels, stack, leftOut)
                    : MatrixLayout.Cell.of(labels, stack, lab);
        }
    }

    /** The layout in the form in which it is written. */
    public static StoredMatrix of(MatrixLayout layout) {
        return new StoredMatrix(
                layout.owner(),
                layout.lab(),
                layout.axes(),
                layout.cells().stream().map(Cell::of).toList());
    }

    /** The layout that was read. */
    public MatrixLayout layout() {
        return new MatrixLayout(owner, lab, axes, cells.stream().map(Cell::cell).toList());
    }
}
