package org.nestlab.history;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apiguardian.api.API;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.experiment.LevelPair;
import org.nestlab.spec.Tier;

/**
 * What an {@link Experiment} came to, without what it was measured with: as much as a trend over many runs shows.
 *
 * @param id the experiment's, like all that follow
 * @param metrics in the order of its comparisons
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ExperimentOutcome(
        UUID id,
        String run,
        String test,
        String lab,
        Tier tier,
        LevelPair levels,
        String subject,
        String reference,
        Instant started,
        Fingerprint fingerprint,
        List<MetricOutcome> metrics) {

    public ExperimentOutcome {
        metrics = List.copyOf(metrics);
    }

    /** What is left of an experiment. */
    public static ExperimentOutcome of(Experiment it) {
        return new ExperimentOutcome(
                it.design().id(),
                it.design().run(),
                it.design().test(),
                it.design().lab(),
                it.design().tier(),
                it.design().levels(),
                it.design().subject(),
                it.design().reference(),
                it.design().started(),
                it.design().fingerprint(),
                it.comparisons().stream().map(MetricOutcome::of).toList());
    }

    /** Whether anything was measured: a pair of any metric. */
    public boolean hasPairs() {
        return metrics.stream().anyMatch(it -> it.pairs() > 0);
    }
}
