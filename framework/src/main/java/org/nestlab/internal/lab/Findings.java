package org.nestlab.internal.lab;

import java.util.List;
import java.util.Optional;
import org.nestlab.internal.diagnosis.Attribution;
import org.nestlab.spi.LabEvent;

/**
 * What a lab tells of a failure.
 *
 * @param attribution which layer died; empty where nobody looked
 * @param evidence for people, what decides first
 */
public record Findings(Optional<Attribution> attribution, List<LabEvent.Evidence> evidence) {

    public Findings {
        evidence = List.copyOf(evidence);
    }
}
