package org.nestlab.spi;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.spec.ValueProperties;

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

    /** A place in the matrix, which either has a lab or is left out: an immutable value. */
    public static final class Cell {

        private final List<String> labels;
        private final String stack;
        private final @Nullable String lab;
        private final @Nullable String leftOut;

        private Cell(List<String> labels, String stack, @Nullable String lab, @Nullable String leftOut) {
            this.labels = List.copyOf(labels);
            this.stack = stack;
            this.lab = lab;
            this.leftOut = leftOut;
        }

        /**
         * A cell with a lab.
         *
         * @param labels one for each axis
         * @param stack what its lab varies, as text
         * @param lab the name of its lab
         */
        public static Cell of(List<String> labels, String stack, String lab) {
            return new Cell(labels, stack, lab, null);
        }

        /**
         * A cell that is left out.
         *
         * @param labels one for each axis
         * @param stack what its lab would vary, as text
         * @param reason why it is left out
         */
        public static Cell ofLeftOut(List<String> labels, String stack, String reason) {
            return new Cell(labels, stack, null, reason);
        }

        /** One for each axis. */
        public List<String> labels() {
            return labels;
        }

        /** What its lab varies, as text. */
        public String stack() {
            return stack;
        }

        /** The name of its lab; empty if it is left out. */
        public Optional<String> lab() {
            return Optional.ofNullable(lab);
        }

        /** Why it is left out; empty if it is not. */
        public Optional<String> leftOut() {
            return Optional.ofNullable(leftOut);
        }

        private ValueProperties properties() {
            return ValueProperties.of(Cell.class)
                    .and("labels", labels)
                    .and("stack", stack)
                    .and("lab", lab)
                    .and("leftOut", leftOut);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Cell same && properties().equals(same.properties());
        }

        @Override
        public int hashCode() {
            return properties().hashCode();
        }

        @Override
        public String toString() {
            return properties().toString();
        }
    }
}
