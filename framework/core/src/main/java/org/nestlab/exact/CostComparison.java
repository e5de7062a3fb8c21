package org.nestlab.exact;

import org.apiguardian.api.API;

/**
 * One figure of a candidate beside that of its baseline.
 *
 * @param key which exit
 * @param quantity of which it is the figure
 * @param baseline negative where it was not measured
 * @param candidate negative where it was not measured
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

    /** What a comparison ends with. */
    public enum Judgement {
        /** No more than the limit allows. */
        WITHIN,
        /** More than the limit allows. */
        EXCEEDED,
        /** The measurement is not to be trusted. */
        INVALID,
        /** One of both has no such figure. */
        MISSING
    }

    /** How much more it is, as a part of the baseline: 0.01 is one per cent more. */
    public double change() {
        return baseline <= 0 || candidate < 0 ? Double.NaN : (double) candidate / baseline - 1;
    }
}
