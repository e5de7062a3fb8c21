package org.nestlab.verdict;

import java.util.Locale;

/**
 * How good the subject is beside the reference: Hodges and Lehmann's estimate, and the ratios that the evidence does not
 * rule out.
 *
 * @param ratio the estimate, 1 where both are equally good
 * @param low the lower end of the interval, 0 where nothing is ruled out
 * @param high the upper end, infinite where nothing is ruled out
 * @param confidence of the interval, valid however often one looked, as 0.95
 * @param pairs how many pairs it is made of
 */
public record Estimate(double ratio, double low, double high, double confidence, int pairs) {

    /** As {@code 0.412 (0.398 to 0.431, 95 %, 9 pairs)}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%.3f (%.3f to %.3f, %.0f %%, %d pairs)", ratio, low, high, confidence * 100, pairs);
    }
}
