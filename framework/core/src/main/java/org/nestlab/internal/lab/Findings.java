package org.nestlab.internal.lab;

import java.util.List;
import java.util.Optional;
import org.nestlab.internal.diagnosis.Attribution;
import org.nestlab.internal.diagnosis.FailureCause;
import org.nestlab.spi.LabEvent;

/**
 * What a lab knows about a failure.
 *
 * @param attribution which layer died; empty if no layer was asked
 * @param evidence for people, what decides first
 */
public record Findings(Optional<Attribution> attribution, List<LabEvent.Evidence> evidence) {

    public Findings {
        evidence = List.copyOf(evidence);
    }

    /** Whether something else failed than the test. */
    public boolean blamesALayer() {
        return attribution
                .filter(found -> found.cause() != FailureCause.THE_TEST)
                .isPresent();
    }

    /** For a further failure of the same cause: what decided, without all that was collected beside it. */
    public Findings again() {
        return new Findings(attribution, evidence.subList(0, Math.min(1, evidence.size())));
    }
}
