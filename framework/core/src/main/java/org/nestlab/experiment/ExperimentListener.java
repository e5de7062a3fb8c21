package org.nestlab.experiment;

import java.util.List;
import org.apiguardian.api.API;
import org.nestlab.verdict.Comparison;

/**
 * Receives every experiment that ended, with any verdict: all its figures come this way and no other.
 * Implementations are found by {@link java.util.ServiceLoader}; what they throw is logged and otherwise ignored. With
 * {@code nestlab.report=off} they receive no experiment of that run, and no verdict of one.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ExperimentListener {

    /** Called once for each experiment, on the thread that asked for it. */
    void ended(Experiment experiment);

    /**
     * Called whenever a test asks for verdicts, on its thread, before it can fail over them. It need not be the test in
     * which the experiment was made, and several may ask for the same.
     *
     * @param comparisons those of the experiment that the test asks for
     */
    default void judged(Experiment experiment, List<Comparison> comparisons) {}
}
