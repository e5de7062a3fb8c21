package org.nestlab.verdict;

import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The pairs of one claim, kept as sums: each pair and each decision costs the same however many there are. Not safe for
 * use by several threads.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RunningClaim {

    private final Threshold threshold;
    private final RunningEvidence holding;
    private final RunningEvidence against;
    // for the median: it is known from the count, and where exactly half are below, from the two values beside the
    // limit
    private final double medianLimit;
    private long below;
    private double highestBelow = Double.NEGATIVE_INFINITY;
    private double lowestAbove = Double.POSITIVE_INFINITY;

    /** No pairs yet. */
    public RunningClaim(Threshold threshold) {
        this(threshold, new RunningEvidence(1, forLimit(threshold)), new RunningEvidence(-1, againstLimit(threshold)));
    }

    private RunningClaim(Threshold threshold, RunningEvidence holding, RunningEvidence against) {
        this.threshold = threshold;
        this.holding = holding;
        this.against = against;
        this.medianLimit =
                threshold.tolerance() > 0 ? Math.log1p(-threshold.tolerance() / 2) : Double.POSITIVE_INFINITY;
    }

    /**
     * What can be stored of a running claim: with the threshold, all of it.
     *
     * @param sumsFor of the evidence that the threshold holds
     * @param sumsAgainst of the evidence that it does not
     * @param below how many D are at most the limit of the median
     * @param highestBelow the highest of them, −∞ where there is none
     * @param lowestAbove the lowest of the others, ∞ where there is none
     */
    public record State(
            long pairs,
            List<Double> sumsFor,
            List<Double> sumsAgainst,
            long below,
            double highestBelow,
            double lowestAbove) {}

    public State state() {
        return new State(
                holding.pairs(), boxed(holding.sums()), boxed(against.sums()), below, highestBelow, lowestAbove);
    }

    /** What {@link #state} gave earlier for an equal threshold. */
    public static RunningClaim restore(Threshold threshold, State state) {
        RunningClaim claim = new RunningClaim(
                threshold,
                RunningEvidence.restore(1, forLimit(threshold), state.pairs(), unboxed(state.sumsFor())),
                RunningEvidence.restore(-1, againstLimit(threshold), state.pairs(), unboxed(state.sumsAgainst())));
        claim.below = state.below();
        claim.highestBelow = state.highestBelow();
        claim.lowestAbove = state.lowestAbove();
        return claim;
    }

    /** Adds a pair's D, which is finite. */
    public void plus(double d) {
        holding.plus(d);
        against.plus(d);
        if (d <= medianLimit) {
            below++;
            highestBelow = Math.max(highestBelow, d);
        } else {
            lowestAbove = Math.min(lowestAbove, d);
        }
    }

    public ClaimState claimState() {
        return new ClaimState(threshold, holding.pairs(), holding.lnE(), against.lnE(), medianIsBelow());
    }

    private static List<Double> boxed(double[] sums) {
        return Arrays.stream(sums).boxed().toList();
    }

    private static double[] unboxed(List<Double> sums) {
        return sums.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private boolean medianIsBelow() {
        long pairs = holding.pairs();
        if (medianLimit == Double.POSITIVE_INFINITY) {
            return true;
        }
        return 2 * below == pairs ? (highestBelow + lowestAbove) / 2 <= medianLimit : 2 * below > pairs;
    }

    private static double forLimit(Threshold threshold) {
        return Math.log(threshold.target()) + Math.log1p(-threshold.tolerance());
    }

    private static double againstLimit(Threshold threshold) {
        return Math.log(threshold.target());
    }
}
