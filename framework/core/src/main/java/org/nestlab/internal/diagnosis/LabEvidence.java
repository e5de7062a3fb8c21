package org.nestlab.internal.diagnosis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The evidence about a lab.
 *
 * @param oops the line with which the host's kernel reported a failure while the lab was up
 * @param guests the guests of the host
 * @param took how long asking took
 */
public record LabEvidence(Optional<String> oops, List<GuestEvidence> guests, Duration took) {

    public LabEvidence {
        guests = List.copyOf(guests);
    }
}
