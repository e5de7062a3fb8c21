package org.nestlab.verdict;

import org.apiguardian.api.API;

/**
 * Where a series took another level.
 *
 * @param index the first value of the new level, from 0
 * @param before the median from the change before up to here, as the logarithm of a ratio
 * @param after the median from here up to the next change
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ChangePoint(int index, double before, double after) {

    /** The change as a share of the level before, as −0.12. */
    public double change() {
        return Math.expm1(after - before);
    }
}
