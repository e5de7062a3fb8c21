package org.nestlab.stack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.ValueProperties;

/**
 * Every value of each axis with every value of the others, as kernels, QEMUs and CPU models: each such cell is a stack.
 * {@link #labs} makes a lab of each, for {@link org.nestlab.LabSource}; the report shows what became of them as a grid,
 * the first axis down, the second across, and a grid of its own for each combination of further ones.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class StackMatrix {

    /** In {@link #without}, every label of an axis. */
    public static final String ANY = "*";

    /** Between the labels in a lab's name. */
    static final String BETWEEN = " × ";

    /** Each cell is a lab that boots. */
    private static final int MOST_CELLS = 500;

    private final List<StackAxis> axes;
    private final List<LeftOut> leftOut;

    private StackMatrix(List<StackAxis> axes, List<LeftOut> leftOut) {
        checkAxes(axes);
        for (LeftOut out : leftOut) {
            checkLabels(axes, out.labels());
        }
        this.axes = List.copyOf(axes);
        this.leftOut = List.copyOf(leftOut);
    }

    /** The axes: at least one, no name twice, no key of a stack in two of them. */
    public List<StackAxis> axes() {
        return axes;
    }

    /** The cells that are not run. */
    public List<LeftOut> leftOut() {
        return leftOut;
    }

    /**
     * Cells that are not run.
     *
     * @param labels one for each axis, or {@link #ANY}
     * @param reason for the reader of the report
     */
    public record LeftOut(List<String> labels, String reason) {
        public LeftOut {
            labels = List.copyOf(labels);
            if (reason.isBlank()) {
                throw new LabConfigurationException(
                        "%s is left out without a reason: say why, it is shown in the grid".formatted(labels));
            }
        }

        boolean covers(List<String> cell) {
            for (int i = 0; i < cell.size(); i++) {
                if (!labels.get(i).equals(ANY) && !labels.get(i).equals(cell.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** A place in the matrix: an immutable value. */
    public static final class Cell {

        private final List<String> labels;
        private final Stack stack;
        private final @Nullable String leftOut;

        private Cell(List<String> labels, Stack stack, @Nullable String leftOut) {
            this.labels = List.copyOf(labels);
            this.stack = stack;
            this.leftOut = leftOut;
        }

        /** One for each axis. */
        public List<String> labels() {
            return labels;
        }

        /** What all of them together change of a lab. */
        public Stack stack() {
            return stack;
        }

        /** Why it is left out; empty if it is not. */
        public Optional<String> leftOut() {
            return Optional.ofNullable(leftOut);
        }

        private ValueProperties properties() {
            return ValueProperties.of(Cell.class)
                    .and("labels", labels)
                    .and("stack", stack)
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

    /**
     * A matrix with all its cells.
     *
     * @throws LabConfigurationException if an axis has no value, two have one name or set one key, or there are too
     *     many cells
     */
    public static StackMatrix of(StackAxis... axes) {
        return new StackMatrix(List.of(axes), List.of());
    }

    /**
     * This matrix without the cells that have these labels.
     *
     * @param reason why they make no sense; shown in their place
     * @param labels one for each axis, in order; {@link #ANY} stands for every one of its axis
     * @throws LabConfigurationException if an axis has no such label
     */
    public StackMatrix without(String reason, String... labels) {
        List<LeftOut> more = new ArrayList<>(leftOut);
        more.add(new LeftOut(List.of(labels), reason));
        return new StackMatrix(axes, more);
    }

    /** All cells, those that are left out among them; the last axis changes first. */
    public List<Cell> cells() {
        List<Cell> cells = List.of(new Cell(List.of(), Stack.asItIs(), null));
        for (StackAxis axis : axes) {
            List<Cell> longer = new ArrayList<>();
            for (Cell cell : cells) {
                for (StackAxis.Point point : axis.points()) {
                    List<String> labels = new ArrayList<>(cell.labels());
                    labels.add(point.label());
                    longer.add(new Cell(labels, cell.stack().and(point.stack()), null));
                }
            }
            cells = longer;
        }
        return cells.stream()
                .map(cell -> new Cell(cell.labels(), cell.stack(), reason(cell.labels())))
                .toList();
    }

    private @Nullable String reason(List<String> labels) {
        return leftOut.stream()
                .filter(out -> out.covers(labels))
                .map(LeftOut::reason)
                .findFirst()
                .orElse(null);
    }

    /** What the axes vary, for example {@code L1.kernel}. */
    public Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        axes.forEach(axis -> keys.addAll(axis.keys()));
        return keys;
    }

    /**
     * A lab for each cell that is not left out, named by its labels, for example {@code kvm-in-kvm: 6.12 × EPYC}.
     *
     * @throws LabConfigurationException if the lab has not what a cell varies, or no cell is left
     */
    public MatrixLabs labs(LabSpec base) {
        return new MatrixLabs(this, base);
    }

    private static void checkAxes(List<StackAxis> axes) {
        if (axes.isEmpty()) {
            throw new LabConfigurationException(
                    "a matrix without an axis; expected one or more, as kernels and CPU models");
        }
        Set<String> names = new HashSet<>();
        Map<String, String> owners = new HashMap<>();
        long cells = 1;
        for (StackAxis axis : axes) {
            if (axis.points().isEmpty()) {
                throw new LabConfigurationException(
                        "axis '%s' has no value: add one or more, like with(\"as it is\", \"\")"
                                .formatted(axis.name()));
            }
            if (!names.add(axis.name())) {
                throw new LabConfigurationException(
                        "two axes are called '%s': give each its own name".formatted(axis.name()));
            }
            for (String key : axis.keys()) {
                String other = owners.put(key, axis.name());
                if (other != null) {
                    throw new LabConfigurationException(
                            "the axes '%s' and '%s' both set %s: one of them would be without effect"
                                    .formatted(other, axis.name(), key));
                }
            }
            cells = Math.min(cells * axis.points().size(), Integer.MAX_VALUE);
        }
        if (cells > MOST_CELLS) {
            throw new LabConfigurationException(
                    "a matrix of %d cells, each of which is a lab; expected at most %d".formatted(cells, MOST_CELLS));
        }
    }

    private static void checkLabels(List<StackAxis> axes, List<String> labels) {
        if (labels.size() != axes.size()) {
            throw new LabConfigurationException(
                    "what is left out, %s, has %d labels; expected one for each of the axes %s, or '%s' for all of an axis"
                            .formatted(
                                    labels,
                                    labels.size(),
                                    axes.stream().map(StackAxis::name).toList(),
                                    ANY));
        }
        for (int i = 0; i < labels.size(); i++) {
            List<String> known = axes.get(i).labels();
            if (!labels.get(i).equals(ANY) && !known.contains(labels.get(i))) {
                throw new LabConfigurationException("what is left out, %s: axis '%s' has no label '%s', it has %s"
                        .formatted(labels, axes.get(i).name(), labels.get(i), known));
            }
        }
    }

    private ValueProperties properties() {
        return ValueProperties.of(StackMatrix.class).and("axes", axes).and("leftOut", leftOut);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StackMatrix same && properties().equals(same.properties());
    }

    @Override
    public int hashCode() {
        return properties().hashCode();
    }
}
