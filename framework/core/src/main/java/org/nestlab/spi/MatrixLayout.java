package org.nestlab.spi;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Which lab is which cell of a test class that runs over a matrix of stacks.
 *
 * @param owner the name of the test class
 * @param lab the name of the lab that the cells vary
 * @param axes at least one
 * @param cells the last axis changes first; all of them, also those that are never run
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record MatrixLayout(String owner, String lab, List<Axis> axes, List<Cell> cells) {

    public MatrixLayout {
        axes = List.copyOf(axes);
        cells = List.copyOf(cells);
        if (axes.isEmpty()) {
            throw new IllegalArgumentException("the matrix of %s has no axis".formatted(owner));
        }
        for (Cell cell : cells) {
            if (cell.labels().size() != axes.size()) {
                throw new IllegalArgumentException(
                        "cell %s of %s has no label for each of %d axes".formatted(cell.labels(), owner, axes.size()));
            }
        }
    }

    /**
     * One thing that varies.
     *
     * @param name for example {@code kernel}
     * @param labels of its values, in order
     */
    public record Axis(String name, List<String> labels) {
        public Axis {
            labels = List.copyOf(labels);
        }
    }

    /**
     * A place in the matrix.
     *
     * @param labels one for each axis
     * @param lab the name of its lab; empty where it is left out
     * @param stack what its lab varies, as text
     * @param leftOut why it is left out; empty where it is not
     */
    public record Cell(List<String> labels, String lab, String stack, String leftOut) {
        public Cell {
            labels = List.copyOf(labels);
        }
    }
}
