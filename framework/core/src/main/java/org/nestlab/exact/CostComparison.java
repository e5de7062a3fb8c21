package org.nestlab.exact;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.spec.ValueProperties;

/** One figure of a candidate beside that of its baseline. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CostComparison {

    private final CostKey key;
    private final Quantity quantity;
    private final long baseline;
    private final long candidate;
    private final CostLimit limit;
    private final Judgement judgement;
    private final String reason;

    private CostComparison(
            CostKey key,
            Quantity quantity,
            long baseline,
            long candidate,
            CostLimit limit,
            Judgement judgement,
            String reason) {
        this.key = key;
        this.quantity = quantity;
        this.baseline = baseline;
        this.candidate = candidate;
        this.limit = limit;
        this.judgement = judgement;
        this.reason = reason;
    }

    /** One with these properties, which the accessors of the same names describe. */
    public static CostComparison of(
            CostKey key,
            Quantity quantity,
            long baseline,
            long candidate,
            CostLimit limit,
            Judgement judgement,
            String reason) {
        return new CostComparison(key, quantity, baseline, candidate, limit, judgement, reason);
    }

    /** Which exit. */
    public CostKey key() {
        return key;
    }

    /** What the figure counts. */
    public Quantity quantity() {
        return quantity;
    }

    /** The accepted figure; negative if it was not measured. */
    public long baseline() {
        return baseline;
    }

    /** The new figure; negative if it was not measured. */
    public long candidate() {
        return candidate;
    }

    /** How much more than the baseline the candidate may be. */
    public CostLimit limit() {
        return limit;
    }

    /** The result of the comparison. */
    public Judgement judgement() {
        return judgement;
    }

    /** The reason for the judgement, in a sentence. */
    public String reason() {
        return reason;
    }

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

    private ValueProperties properties() {
        return ValueProperties.of(CostComparison.class)
                .and("key", key)
                .and("quantity", quantity)
                .and("baseline", baseline)
                .and("candidate", candidate)
                .and("limit", limit)
                .and("judgement", judgement)
                .and("reason", reason);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CostComparison same && properties().equals(same.properties());
    }

    @Override
    public int hashCode() {
        return properties().hashCode();
    }

    @Override
    public String toString() {
        return properties().toString();
    }
}
