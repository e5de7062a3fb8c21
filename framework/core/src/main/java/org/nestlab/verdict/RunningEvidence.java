package org.nestlab.verdict;

import java.util.Arrays;
import org.apiguardian.api.API;

/**
 * The evidence on one side of one boundary, kept as seven sums: adding a pair or asking for the evidence costs the same
 * after a million pairs as after one. Not safe for use by several threads.
 *
 * <p>With D = ln(subject/reference) of each pair, boundary τ, sign s and λ ∈ {2, 4, 8, 16, 32, 64, 128}:
 *
 * <pre>ln E = ln( 1/7 · Σ_k exp Σ_i [ ln 2 − ln(1 + exp(−2·λ_k·s·(D_i − τ))) ] )</pre>
 *
 * <p>2/(1 + exp(−2x)) = 1 + tanh x. Where D is symmetric about a centre on the null side (at most τ for s = +1, at
 * least τ for s = −1), each factor's mean is at most 1 given all before it, so that E is a non-negative
 * supermartingale: the probability that it ever reaches 1/α is at most α (Ville's inequality). Averaging over λ keeps
 * that and spares choosing one: small values suit large, noisy differences, large values suit small, quiet ones.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RunningEvidence {

    private static final double[] LAMBDAS = {2, 4, 8, 16, 32, 64, 128};
    private static final double LN2 = Math.log(2);
    private static final double LN_COUNT = Math.log(LAMBDAS.length);

    private final int sign;
    private final double tau;
    private final double[] sums;
    private long pairs;

    /**
     * No pairs yet.
     *
     * @param sign +1 for evidence that the centre is above the boundary, −1 that it is below
     * @param tau the boundary, as the logarithm of a ratio; finite
     */
    public RunningEvidence(int sign, double tau) {
        this(sign, tau, 0, new double[LAMBDAS.length]);
    }

    private RunningEvidence(int sign, double tau, long pairs, double[] sums) {
        if (sign != 1 && sign != -1) {
            throw new IllegalArgumentException("a sign is 1 or -1, not " + sign);
        }
        if (!Double.isFinite(tau)) {
            throw new IllegalArgumentException("a boundary is a finite number, not " + tau);
        }
        this.sign = sign;
        this.tau = tau;
        this.pairs = pairs;
        this.sums = sums;
    }

    /**
     * What {@link #sums()} gave earlier.
     *
     * @param pairs how many pairs the sums are made of
     * @param sums seven finite numbers, one for each λ
     */
    public static RunningEvidence restore(int sign, double tau, long pairs, double[] sums) {
        if (pairs < 0 || sums.length != LAMBDAS.length || !Arrays.stream(sums).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("expected %d finite sums of 0 or more pairs, not %s of %d"
                    .formatted(LAMBDAS.length, Arrays.toString(sums), pairs));
        }
        return new RunningEvidence(sign, tau, pairs, sums.clone());
    }

    /** Adds a pair's D, which is finite. */
    public void plus(double d) {
        Evidence.requireFinite(d);
        double x = 2 * sign * (d - tau);
        for (int k = 0; k < sums.length; k++) {
            sums[k] += LN2 - softplus(-LAMBDAS[k] * x);
        }
        pairs++;
    }

    /** The natural logarithm of E; 0 where there are no pairs. */
    public double lnE() {
        double most = sums[0];
        for (double sum : sums) {
            most = Math.max(most, sum);
        }
        double rest = 0;
        for (double sum : sums) {
            rest += Math.exp(sum - most);
        }
        return most + Math.log(rest) - LN_COUNT;
    }

    public int sign() {
        return sign;
    }

    public double tau() {
        return tau;
    }

    public long pairs() {
        return pairs;
    }

    /** What to store for {@link #restore}. */
    public double[] sums() {
        return sums.clone();
    }

    /** ln(1 + exp(x)) that neither overflows nor loses digits. */
    private static double softplus(double x) {
        double small = Math.exp(-Math.abs(x));
        // ln(1 + t) is t to the last digit where t² / 2 is beyond the digits of t; Math.log1p takes longer to say so.
        return Math.max(x, 0) + (small < 0x1p-54 ? small : Math.log1p(small));
    }
}
