package org.nestlab.internal.junit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.nestlab.spi.LabEvent;
import org.nestlab.spi.LabListener;
import org.nestlab.spi.MatrixLayout;

/** A listener that keeps what it is told of matrices. */
public final class MatrixCollector implements LabListener {

    static final List<MatrixLayout> MATRICES = new CopyOnWriteArrayList<>();
    /** For example {@code Owner: lab}. */
    static final List<String> CELLS = new CopyOnWriteArrayList<>();

    @Override
    public void on(LabEvent event) {}

    @Override
    public void matrix(MatrixLayout layout) {
        MATRICES.add(layout);
    }

    @Override
    public void cell(MatrixLayout layout, String lab) {
        CELLS.add(layout.owner().replaceFirst(".*\\$", "") + ": " + lab);
    }
}
