package org.nestlab.internal.experiment;

import org.nestlab.experiment.Experiment;
import org.nestlab.internal.lab.LabListeners;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spi.MatrixLayout;
import org.nestlab.suite.SuiteFigures;

/**
 * Passes what a run measures to the listeners: experiments, matrices of stacks, exact costs, explanations, figures of
 * suites. No other
 * class reads {@code nestlab.report}. With {@code off} the listeners receive nothing, because the test that runs on
 * this thread belongs to another run, whose report must not show these measurements.
 */
public final class RunReport {

    private final boolean reported;
    private final ExperimentListeners experiments;
    private final LabListeners labs;

    /** Reports to the listeners that are registered under {@code META-INF/services}. */
    public static RunReport of(Settings settings) {
        return of(settings, ExperimentListeners.discovered());
    }

    static RunReport of(Settings settings, ExperimentListeners experiments) {
        return of(settings, experiments, LabListeners.discovered());
    }

    static RunReport of(Settings settings, ExperimentListeners experiments, LabListeners labs) {
        return new RunReport(settings.experiments().reported(), experiments, labs);
    }

    private RunReport(boolean reported, ExperimentListeners experiments, LabListeners labs) {
        this.reported = reported;
        this.experiments = experiments;
        this.labs = labs;
    }

    /** An experiment ended; called once for each, before a test asks for its verdicts. */
    void ended(Experiment experiment) {
        if (reported) {
            experiments.ended(experiment);
        } else {
            experiments.withhold(experiment);
        }
    }

    /** A test class is about to run over this matrix. */
    public void matrix(MatrixLayout layout) {
        if (reported) {
            labs.matrix(layout);
        }
    }

    /**
     * The test on this thread belongs to a cell of this matrix.
     *
     * @param lab the name of the cell's lab
     */
    public void cell(MatrixLayout layout, String lab) {
        if (reported) {
            labs.cell(layout, lab);
        }
    }

    /**
     * The test on this thread measured what exits cost.
     *
     * @param json all figures, as {@code nestlab exact --json} prints them
     * @param table the same figures for people
     */
    public void costs(String json, String table) {
        if (reported) {
            labs.costs(json, table);
        }
    }

    /**
     * The test on this thread had a workload explained.
     *
     * @param target for example {@code L2:fio-randread-4k}
     * @param json as {@code nestlab explain --json} prints it
     * @param text the same for people
     */
    public void explained(String target, String json, String text) {
        if (reported) {
            labs.explained(target, json, text);
        }
    }

    /** A suite measured this in the test on this thread. */
    public void suiteFigures(SuiteFigures measured) {
        if (reported) {
            labs.suiteFigures(measured.title(), measured.json(), measured.table());
        }
    }
}
