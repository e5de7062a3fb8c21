package org.nestlab.experiment;

/**
 * Is told of every experiment that ended, whatever its verdicts. Implementations are found by
 * {@link java.util.ServiceLoader}; what they throw is logged and otherwise ignored.
 */
public interface ExperimentListener {

    void ended(Experiment experiment);
}
