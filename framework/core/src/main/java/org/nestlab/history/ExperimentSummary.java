package org.nestlab.history;

import java.time.Instant;
import java.util.UUID;
import org.apiguardian.api.API;
import org.nestlab.spec.Tier;

/**
 * An experiment in a list.
 *
 * @param levels for example {@code L2/L1}
 * @param fingerprint its id
 * @param metrics how many were compared
 * @param verdicts for example {@code 3 within, 1 inconclusive}
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ExperimentSummary(
        UUID id,
        String run,
        Instant started,
        String test,
        String lab,
        Tier tier,
        String levels,
        String fingerprint,
        int metrics,
        String verdicts) {}
