package org.nestlab.internal.diagnosis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of a lab.
 *
 * @param oops the line of the host's kernel, printed while the lab was up, that says that it failed
 * @param guests those of the host
 * @param took how long asking took
 */
public record LabEvidence(Optional<String> oops, List<GuestEvidence> guests, Duration took) {

    public LabEvidence {
        guests = List.copyOf(guests);
    }
}
