package org.nestlab.verdict;

import java.util.Arrays;
import org.apiguardian.api.API;

/** The median, as all figures have it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Medians {

    private Medians() {}

    /**
     * The middle value, or the mean of the two in the middle; {@link Double#NaN} of none. The values may be in any
     * order.
     */
    public static double of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
