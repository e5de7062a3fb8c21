package org.nestlab.verdict;

import java.util.SplittableRandom;

/**
 * Where a segment falls apart into two that are unlike each other. For each place, with n values x before and m values
 * y from there on, by the energy distance of Székely and Rizzo:
 *
 * <pre>Q = nm/(n+m) · ( 2/(nm) · Σ|x−y| − 2/(n(n−1)) · Σ|x−x'| − 2/(m(m−1)) · Σ|y−y'| )</pre>
 */
final class Splits {

    /** With fewer values on a side, a few that are off by chance would be a level of their own. */
    static final int SHORTEST = 3;

    private Splits() {}

    /**
     * The place of the highest Q.
     *
     * @param at the first value of the second part
     */
    record Split(int at, double q) {}

    /** Of a segment of at least two times {@link #SHORTEST}. */
    static Split best(double[] segment) {
        int n = segment.length;
        // to[j] = Σ |x_i − x_j| over i < j, from[j] the same over i > j
        double[] to = new double[n];
        double[] from = new double[n];
        for (int j = 1; j < n; j++) {
            double value = segment[j];
            double sum = 0;
            for (int i = 0; i < j; i++) {
                double distance = Math.abs(segment[i] - value);
                sum += distance;
                from[i] += distance;
            }
            to[j] = sum;
        }
        double total = 0;
        for (double sum : to) {
            total += sum;
        }
        double left = 0;
        double right = total;
        Split best = new Split(SHORTEST, Double.NEGATIVE_INFINITY);
        for (int at = 1; at <= n - SHORTEST; at++) {
            left += to[at - 1];
            right -= from[at - 1];
            if (at >= SHORTEST) {
                double q = q(at, n - at, left, right, total - left - right);
                best = q > best.q() ? new Split(at, q) : best;
            }
        }
        return best;
    }

    private static double q(double n, double m, double left, double right, double across) {
        return n * m / (n + m) * (2 * across / (n * m) - 2 * left / (n * (n - 1)) - 2 * right / (m * (m - 1)));
    }

    /**
     * Whether of the shuffled copies of a segment at most one falls apart as much. Where the order of the values says
     * nothing, the one at hand is among the first two of them with a probability of 2 in {@code shuffles} + 1. Ends at
     * the second copy that does.
     */
    static boolean isReal(double[] segment, Split split, int shuffles, SplittableRandom random) {
        double[] copy = segment.clone();
        // sums of doubles in another order differ in their last digits
        double reached = split.q() * (1 - 1e-9);
        int others = 0;
        for (int i = 0; i < shuffles && others < 2; i++) {
            shuffle(copy, random);
            others += best(copy).q() >= reached ? 1 : 0;
        }
        return others < 2;
    }

    private static void shuffle(double[] values, SplittableRandom random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double kept = values[i];
            values[i] = values[j];
            values[j] = kept;
        }
    }
}
