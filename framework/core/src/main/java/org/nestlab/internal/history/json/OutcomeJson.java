package org.nestlab.internal.history.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.experiment.LevelPair;
import org.nestlab.history.ExperimentOutcome;
import org.nestlab.history.MetricOutcome;
import org.nestlab.spec.Tier;

/**
 * Outcomes from the heads that {@link ExperimentJson} writes: a report reads tens of thousands, so the rest of a head
 * is skipped.
 */
public final class OutcomeJson {

    private static final JsonMapper JSON = Mapping.mapper()
            .rebuild()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private OutcomeJson() {}

    private record ExperimentHead(
            UUID id,
            String run,
            String test,
            String lab,
            Tier tier,
            LevelPair levels,
            String subject,
            String reference,
            Instant started) {}

    /**
     * An experiment's, from its {@link ExperimentJson#head(org.nestlab.experiment.Experiment)}.
     *
     * @throws IllegalArgumentException if the head is none
     */
    public static ExperimentOutcome experiment(String head, Fingerprint fingerprint, List<MetricOutcome> metrics) {
        if (!head.startsWith("{")) {
            throw new IllegalArgumentException("expected a JSON object, and it does not begin with {");
        }
        ExperimentHead it;
        try {
            it = JSON.readValue(head, ExperimentHead.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
        return new ExperimentOutcome(
                it.id(),
                it.run(),
                it.test(),
                it.lab(),
                it.tier(),
                it.levels(),
                it.subject(),
                it.reference(),
                it.started(),
                fingerprint,
                metrics);
    }

    /**
     * A metric's, from its {@link ExperimentJson#head(org.nestlab.verdict.Comparison)} and what was measured on either
     * side.
     *
     * @throws IllegalArgumentException if the head is none
     */
    public static MetricOutcome metric(String head, double[] subject, double[] reference) {
        return MetricHead.read(head, subject, reference);
    }
}
