package org.nestlab.stack;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;
import org.nestlab.spec.HypervisorSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.spi.MatrixLayout;

/**
 * The labs of a {@link StackMatrix}, which know their cells. A method of {@link org.nestlab.LabSource} that returns
 * them has a grid in the report; a stream of them, or another list, is labs like any others. Where one has its QEMU in
 * a container, all have the machine type that such a QEMU is given, so that they differ in what the axes vary alone. It
 * cannot be changed.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MatrixLabs extends AbstractList<LabSpec> {

    private static final int LONGEST_NAME = 80;

    private final StackMatrix matrix;
    private final LabSpec base;
    private final List<LabSpec> labs;
    private final Map<List<String>, LabSpec> byCell = new LinkedHashMap<>();
    private final Map<String, Stack> stacks = new LinkedHashMap<>();

    MatrixLabs(StackMatrix matrix, LabSpec base) {
        this.matrix = matrix;
        this.base = base;
        List<StackMatrix.Cell> cells =
                matrix.cells().stream().filter(cell -> cell.leftOut().isEmpty()).toList();
        if (cells.isEmpty()) {
            throw new LabConfigurationException(
                    "the matrix of lab '%s' leaves out every cell; expected one or more that are run"
                            .formatted(base.name()));
        }
        List<LabSpec> made = new ArrayList<>();
        cells.forEach(cell -> made.add(lab(cell)));
        boolean inContainer = made.stream().anyMatch(lab -> lab.hypervisor().isContainer());
        labs = made.stream().map(lab -> inContainer ? pinned(lab) : lab).toList();
        for (int i = 0; i < cells.size(); i++) {
            byCell.put(cells.get(i).labels(), labs.get(i));
            stacks.put(labs.get(i).name(), cells.get(i).stack());
        }
    }

    private LabSpec lab(StackMatrix.Cell cell) {
        String name = base.name() + ": " + String.join(StackMatrix.BETWEEN, cell.labels());
        if (name.length() > LONGEST_NAME) {
            throw new LabConfigurationException(
                    "the lab of a cell would be called '%s', which is %d characters long; expected at most %d, so shorten the labels or the lab's name"
                            .formatted(name, name.length(), LONGEST_NAME));
        }
        try {
            return cell.stack().applyTo(base).withName(name);
        } catch (LabConfigurationException e) {
            throw new LabConfigurationException("cell '%s': %s".formatted(name, e.getMessage()), e);
        }
    }

    private static LabSpec pinned(LabSpec lab) {
        return lab.withHypervisor(lab.hypervisor().withMachine(HypervisorSpec.PINNED_MACHINE));
    }

    @Override
    public LabSpec get(int index) {
        return labs.get(index);
    }

    @Override
    public int size() {
        return labs.size();
    }

    /** The matrix whose cells these labs are. */
    public StackMatrix matrix() {
        return matrix;
    }

    /** The lab that the cells vary. */
    public LabSpec base() {
        return base;
    }

    /**
     * What a cell's lab varies.
     *
     * @throws IllegalArgumentException if it is none of these labs
     */
    public Stack stackOf(LabSpec lab) {
        Stack stack = stacks.get(lab.name());
        if (stack == null) {
            throw new IllegalArgumentException("lab '%s' is not a cell of this matrix".formatted(lab.name()));
        }
        return stack;
    }

    /**
     * The cells as a report receives them.
     *
     * @param owner the name of the test class
     */
    public MatrixLayout layout(String owner) {
        return new MatrixLayout(
                owner,
                base.name(),
                matrix.axes().stream()
                        .map(axis -> new MatrixLayout.Axis(axis.name(), axis.labels()))
                        .toList(),
                matrix.cells().stream().map(this::told).toList());
    }

    private MatrixLayout.Cell told(StackMatrix.Cell cell) {
        String stack = cell.stack().text();
        return cell.leftOut()
                .map(reason -> MatrixLayout.Cell.ofLeftOut(cell.labels(), stack, reason))
                .orElseGet(() -> MatrixLayout.Cell.of(
                        cell.labels(),
                        stack,
                        Objects.requireNonNull(byCell.get(cell.labels())).name()));
    }
}
