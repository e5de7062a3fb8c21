package org.nestlab.verdict;

import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;
import org.nestlab.workload.Metric;

/**
 * How good one sample is beside another that it is not paired with: Hodges and Lehmann's estimate, which is the median
 * of all ratios between the two, and the ratios that Mann and Whitney's test does not rule out, exact for a shift of
 * any continuous distribution whose values are independent.
 *
 * <p>Source: Hollander, Wolfe and Chicken, "Nonparametric Statistical Methods", 3rd edition, sections 4.2 and 4.3.
 *
 * @param ratio the estimate: 1 where both are equally good, less where the subject is worse
 * @param low the lower end, 0 where the values do not suffice to rule anything out
 * @param high the upper end, infinite where they do not suffice
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Shift(double ratio, double low, double high) {

    /** The largest number of values on a side: more take long, and no run boots that often. */
    static final int MOST = 100;

    /**
     * Compares two samples.
     *
     * @param subject one value or more, each finite and greater than 0
     * @param reference likewise
     * @param riskBelow how often, at most, the true ratio is below the lower end, for example 0.05
     * @param riskAbove how often, at most, it is above the upper end
     */
    public static Shift of(
            Metric metric, List<Double> subject, List<Double> reference, double riskBelow, double riskAbove) {
        if (subject.isEmpty() || reference.isEmpty() || Math.max(subject.size(), reference.size()) > MOST) {
            throw new IllegalArgumentException("expected 1 to %d values on each side, not %d and %d"
                    .formatted(MOST, subject.size(), reference.size()));
        }
        double[] ln = lnRatios(metric, subject, reference);
        int below = RankCounts.ruledOut(subject.size(), reference.size(), riskBelow);
        int above = RankCounts.ruledOut(subject.size(), reference.size(), riskAbove);
        return new Shift(
                Math.exp(Medians.of(ln)),
                below == 0 ? 0 : Math.exp(ln[below - 1]),
                above == 0 ? Double.POSITIVE_INFINITY : Math.exp(ln[ln.length - above]));
    }

    /** Of each value on one side to each on the other, in ascending order. */
    private static double[] lnRatios(Metric metric, List<Double> subject, List<Double> reference) {
        double[] ln = new double[subject.size() * reference.size()];
        int at = 0;
        for (double ours : subject) {
            for (double theirs : reference) {
                ln[at++] = metric.lnRatio(Sample.requireValue(ours), Sample.requireValue(theirs));
            }
        }
        Arrays.sort(ln);
        return ln;
    }

    /** How many values on each side it takes until there is an upper end at all. */
    public static int leastValues(double risk) {
        int n = 1;
        while (n < MOST && RankCounts.ruledOut(n, n, risk) == 0) {
            n++;
        }
        return n;
    }

    /** Whether the two differ, by more than half of the tolerance and not by chance. */
    boolean differs(double tolerance) {
        return (high < 1 || low > 1) && Math.abs(Math.log(ratio)) >= -Math.log(1 - tolerance / 2);
    }

    /** Whether the verdict is {@link Verdict.Exceeded}. */
    boolean isLoss(double tolerance) {
        return high < 1 && differs(tolerance);
    }

    /**
     * The verdict on a subject that must not be worse by more than a tolerance: {@code Exceeded} where the upper end is
     * below 1 and the estimate is beyond half of the tolerance, {@code Within} where the lower end is inside the
     * tolerance.
     */
    Verdict verdict(double tolerance) {
        Threshold wanted = Threshold.noWorse(tolerance);
        String seen = "%s, expected %s".formatted(this, wanted.words());
        if (isLoss(tolerance)) {
            return new Verdict.Exceeded(seen);
        }
        if (low > wanted.floor()) {
            return new Verdict.Within(seen);
        }
        return new Verdict.Inconclusive(
                low == 0 || Double.isInfinite(high)
                        ? seen + ": too few boots"
                        : seen + ": neither a loss nor its absence is shown: it takes more boots, or a quieter host");
    }

    /** For example {@code 0.981 (0.953 to 1.012)}; an end that is not known is a question mark. */
    @Override
    public String toString() {
        return "%s (%s to %s)"
                .formatted(
                        Estimate.text(ratio),
                        low == 0 ? "?" : Estimate.text(low),
                        Double.isInfinite(high) ? "?" : Estimate.text(high));
    }
}
