package org.nestlab.verdict;

import java.util.Arrays;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * All pairs so far of one metric on two machines, each as D = ln(subject/reference), reversed where lower is better. A
 * value; {@link RunningEvidence} is its form for many pairs.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Evidence {

    /** 1 less the confidence of every interval that people are shown. */
    private static final double SHOWN = 0.05;

    private static final Evidence NONE = new Evidence(new double[0]);

    private final double[] values;

    private Evidence(double[] values) {
        this.values = values;
    }

    /** No pair yet. */
    public static Evidence none() {
        return NONE;
    }

    /** Pairs in the order in which they were measured; each finite. */
    public static Evidence of(double... d) {
        for (double value : d) {
            requireFinite(value);
        }
        return new Evidence(d.clone());
    }

    /** This and one pair more. */
    public Evidence plus(double d) {
        requireFinite(d);
        double[] more = Arrays.copyOf(values, values.length + 1);
        more[values.length] = d;
        return new Evidence(more);
    }

    /** How many pairs there are. */
    public int pairs() {
        return values.length;
    }

    /** The pairs in order; a copy. */
    public double[] values() {
        return values.clone();
    }

    /**
     * The natural logarithm of the evidence that the centre of D is above ({@code sign} +1) or below (−1) a boundary;
     * the formula and what it promises stand at {@link RunningEvidence}.
     *
     * @param tau the boundary, as the logarithm of a ratio
     */
    public double lnE(int sign, double tau) {
        RunningEvidence running = new RunningEvidence(sign, tau);
        for (double d : values) {
            running.plus(d);
        }
        return running.lnE();
    }

    /** The {@link #estimate(double) estimate} that is shown, with an interval of 95 %. */
    public Optional<Estimate> estimate() {
        return estimate(SHOWN);
    }

    /**
     * The estimate for people: the ratio of Hodges and Lehmann, and the ratios that the test does not rule out,
     * {τ : E(+1, τ) &lt; 2/α and E(−1, τ) &lt; 2/α}, which is valid at any stopping time.
     *
     * @param alpha 1 less the confidence, as 0.05
     * @return empty where there are no pairs
     */
    public Optional<Estimate> estimate(double alpha) {
        return values.length == 0 ? Optional.empty() : Optional.of(Interval.of(this, alpha));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Evidence evidence && Arrays.equals(values, evidence.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Evidence" + Arrays.toString(values);
    }

    static void requireFinite(double d) {
        if (!Double.isFinite(d)) {
            throw new IllegalArgumentException("the logarithm of a ratio is a finite number, not " + d);
        }
    }
}
