package org.nestlab.exact;

import org.apiguardian.api.API;

/**
 * How much more an exit may cost than before.
 *
 * @param instructions as a fraction of the earlier figure, {@code 0.01} for one per cent
 * @param exits of L1's KVM, in whole exits
 * @param source where the limit is set, for example {@code thresholds.yaml:7}; empty for the default
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CostLimit(double instructions, long exits, String source) {

    /** One per cent more instructions, and no additional exit. */
    public static final CostLimit DEFAULT = new CostLimit(0.01, 0, "");

    /** Checks the figures. */
    public CostLimit {
        if (!(instructions >= 0 && instructions <= 1) || exits < 0) {
            throw new IllegalArgumentException(
                    "%s and %d are not limits; expected 0 to 1, and 0 or more".formatted(instructions, exits));
        }
    }
}
