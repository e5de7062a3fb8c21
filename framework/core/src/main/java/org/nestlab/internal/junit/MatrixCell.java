package org.nestlab.internal.junit;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.experiment.RunReport;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.LabSpec;
import org.nestlab.spi.MatrixLayout;
import org.nestlab.stack.MatrixLabs;
import org.nestlab.stack.Stack;

/**
 * A cell of a matrix of stacks, for the tests in it.
 *
 * @param report where the cell is announced
 */
record MatrixCell(MatrixLabs labs, MatrixLayout layout, LabSpec spec, RunReport report) {

    /**
     * Checks the matrix against the settings and reports it.
     *
     * @return its layout
     * @throws LabConfigurationException if the run's own stack would make all cells alike
     */
    static MatrixLayout begin(MatrixLabs labs, Class<?> owner, Settings settings, RunReport report) {
        Set<String> set = new TreeSet<>(settings.stack()
                .map(text -> Stack.parse(text).entries().keySet())
                .orElse(new TreeSet<>()));
        set.retainAll(labs.matrix().keys());
        if (!set.isEmpty()) {
            throw new LabConfigurationException(
                    "nestlab.stack sets %s, which the matrix of %s varies: all its cells would be alike; leave it out"
                            .formatted(String.join(", ", set), owner.getName()));
        }
        MatrixLayout layout = labs.layout(owner.getName());
        report.matrix(layout);
        return layout;
    }

    /** Announces that the test on this thread belongs to this cell. */
    void tell() {
        report.cell(layout, spec.name());
    }

    static void tell(Optional<TestLab> lab) {
        lab.flatMap(TestLab::matrixCell).ifPresent(MatrixCell::tell);
    }

    Stack stack() {
        return labs.stackOf(spec);
    }
}
