package org.nestlab.allure;

import java.util.List;
import org.apiguardian.api.API;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentListener;
import org.nestlab.verdict.Comparison;

/**
 * Gives every test's result what the test measured: a picture of the pairs, the facts that the verdict rests on, the
 * fingerprints, labels and parameters.
 *
 * <p>Whose result it goes to: a test in which an experiment is made gets all of its metrics; a test that asks for
 * verdicts, as one of a {@code @TestFactory} does, gets the metrics that it asks for, wherever the experiment was made.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AllureExperimentListener implements ExperimentListener {

    private final EventRouter router;

    /** For {@link java.util.ServiceLoader}. */
    public AllureExperimentListener() {
        this(EventRouter.shared());
    }

    AllureExperimentListener(EventRouter router) {
        this.router = router;
    }

    @Override
    public void ended(Experiment experiment) {
        judged(experiment, experiment.comparisons());
    }

    @Override
    public void judged(Experiment experiment, List<Comparison> comparisons) {
        comparisons.forEach(comparison -> router.measured(new MeasuredExperiment(experiment, comparison)));
    }
}
