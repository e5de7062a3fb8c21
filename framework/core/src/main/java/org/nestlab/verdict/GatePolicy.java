package org.nestlab.verdict;

import org.apiguardian.api.API;

/**
 * How sure one wants to be, and how long one measures for it.
 *
 * @param alpha how often, at most, a good subject is called bad
 * @param beta how often, at most, a bad subject is called good
 * @param minPairs no verdict with fewer
 * @param maxPairs no more pairs than these are measured; where they are fewer than the least, one run alone gives no
 *     verdict
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record GatePolicy(double alpha, double beta, int minPairs, int maxPairs) {

    /** Error rates of 1 % and 5 %, and 5 to 30 pairs. */
    public static final GatePolicy DEFAULT = new GatePolicy(0.01, 0.05, 5, 30);

    public GatePolicy {
        if (!(alpha > 0 && alpha < 1 && beta > 0 && beta < 1)) {
            throw new IllegalArgumentException("error rates are between 0 and 1, not %s and %s".formatted(alpha, beta));
        }
        if (minPairs < 1 || maxPairs < 1) {
            throw new IllegalArgumentException(
                    "expected 1 or more as least and as most pairs, not %d and %d".formatted(minPairs, maxPairs));
        }
    }

    /** The same with another greatest number of pairs. */
    public GatePolicy withMaxPairs(int pairs) {
        return new GatePolicy(alpha, beta, minPairs, pairs);
    }
}
