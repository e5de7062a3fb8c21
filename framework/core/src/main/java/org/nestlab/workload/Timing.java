package org.nestlab.workload;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * How long the parts of one measurement take.
 *
 * @param settle the wait after machines were suspended or resumed
 * @param ramp how long a workload runs before what it does counts
 * @param measure how long it runs for its result
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Timing(Duration settle, Duration ramp, Duration measure) {

    public Timing {
        if (settle.isNegative() || ramp.isNegative() || measure.isNegative() || measure.isZero()) {
            throw new IllegalArgumentException(
                    "a measurement takes some time: settle %s, ramp %s, measure %s".formatted(settle, ramp, measure));
        }
    }

    /** The measured part in whole seconds, for programs that take no fraction; at least 1. */
    public int measureSeconds() {
        return (int) Math.max(1, Math.round(measure.toMillis() / 1000.0));
    }
}
