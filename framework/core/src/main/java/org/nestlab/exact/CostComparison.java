package org.nestlab.exact;

import org.apiguardian.api.API;

/**
 * One figure of a candidate beside that of its baseline.
 *
 * @param key which exit
 * @param quantity what the figure counts
 * @param baseline negative if it was not measured
 * @param candidate negative if it was not measured
 * @param limit how much more it may be
 * @param judgement what came of it
 * @param reason for that, in a sentence
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CostComparison(
        CostKey key,
        Quantity quantity,
        long baseline,
        long candidate,
        CostLimit limit,
        Judgement judgement,
        String reason) {

    /** What is compared of an exit. */
    public enum Quantity {
        /** Executed instructions. */
        INSTRUCTIONS,
        /** Exits of L1's KVM. */
        EXITS
    }

    /** The result of a comparison. */
    public enum Judgement {
        /** No more than the limit allows. */
        WITHIN,
        /** More than the limit allows. */
        EXCEEDED,
        /** The measurement cannot be trusted. */
        INVALID,
        /** The baseline or the candidate has no such figure. */
        MISSING
    }

    /** The increase as a fraction of the baseline: 0.01 is one per cent more. */
    public double change() {
        return baseline <= 0 || candidate < 0 ? Double.NaN : (double) candidate / baseline - 1;
    }
}
