package org.nestlab.verdict;

import java.util.Arrays;

/** Hodges and Lehmann's estimate, and the interval of the inverted test. */
final class Interval {

    // far finer than a ratio is ever shown with, far coarser than a double's last digit
    private static final double PRECISION = 1e-12;

    private Interval() {}

    /** Of evidence with at least one pair. */
    static Estimate of(Evidence evidence, double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha is between 0 and 1, not " + alpha);
        }
        double wanted = Math.log(2 / alpha);
        double center = hodgesLehmann(evidence.values());
        double low = limit(evidence, 1, center, wanted);
        double high = limit(evidence, -1, center, wanted);
        return new Estimate(Math.exp(center), Math.exp(low), Math.exp(high), 1 - alpha, evidence.pairs());
    }

    /** The median of (D_i + D_j)/2 over i ≤ j. */
    static double hodgesLehmann(double[] d) {
        double[] sorted = d.clone();
        Arrays.sort(sorted);
        long averages = (long) sorted.length * (sorted.length + 1) / 2;
        double lower = smallest(sorted, (averages + 1) / 2);
        return averages % 2 == 1 ? lower : (lower + smallest(sorted, averages / 2 + 1)) / 2;
    }

    /** The k-th smallest average, by bisection: there are too many of them to sort. */
    private static double smallest(double[] sorted, long k) {
        double low = sorted[0];
        double high = sorted[sorted.length - 1];
        while (high - low > PRECISION) {
            double middle = low + (high - low) / 2;
            if (atMost(sorted, middle) >= k) {
                high = middle;
            } else if (middle == low) {
                break;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** How many averages of i ≤ j are at most a limit; one walk over the values. */
    private static long atMost(double[] sorted, double limit) {
        long count = 0;
        int j = sorted.length - 1;
        for (int i = 0; i <= j; i++) {
            while (j >= i && (sorted[i] + sorted[j]) / 2 > limit) {
                j--;
            }
            count += j - i + 1;
        }
        return count;
    }

    /** How far from the centre a boundary may lie, against the sign, until the evidence rules it out. */
    private static double limit(Evidence evidence, int sign, double center, double wanted) {
        double nothing = sign * Double.NEGATIVE_INFINITY;
        // no pair counts more than ln 2
        if (evidence.pairs() * Math.log(2) <= wanted) {
            return nothing;
        }
        double near = 0;
        double far = 0.01;
        while (evidence.lnE(sign, center - sign * far) < wanted) {
            near = far;
            far *= 2;
            if (far > 1e6) {
                return nothing;
            }
        }
        while (far - near > PRECISION) {
            double middle = near + (far - near) / 2;
            if (middle == near || middle == far) {
                break;
            }
            if (evidence.lnE(sign, center - sign * middle) < wanted) {
                near = middle;
            } else {
                far = middle;
            }
        }
        return center - sign * far;
    }
}
