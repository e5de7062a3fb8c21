package org.nestlab.allure;

import java.util.List;
import org.apiguardian.api.API;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentListener;
import org.nestlab.verdict.Comparison;

/**
 * Adds to every test's result what the test measured: tables, a picture of the pairs, the facts behind the verdict, the
 * fingerprints, labels and parameters.
 *
 * <p>A test that makes an experiment gets its tables and all of its metrics. A test that asks for verdicts, for example
 * a test of a {@code @TestFactory}, gets the metrics that it asks for, wherever the experiment was made. The tables of
 * an experiment that is made outside of any test go to the next test on that thread.
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
        router.ended(experiment);
    }

    @Override
    public void judged(Experiment experiment, List<Comparison> comparisons) {
        router.judged(experiment, comparisons);
    }
}
