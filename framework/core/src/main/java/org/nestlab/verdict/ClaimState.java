package org.nestlab.verdict;

import org.apiguardian.api.API;

/**
 * All that a decision needs of a claim's evidence.
 *
 * @param threshold what must hold
 * @param pairs how many there are
 * @param lnFor the natural logarithm of the evidence that it holds
 * @param lnAgainst the same that it does not hold
 * @param largeEnough whether the loss, where there is one, is worth a failure: for {@link Threshold.NoWorse}, whether
 *     the median of D is at most ln(1 − tolerance/2); always for {@link Threshold.AtLeast}
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ClaimState(Threshold threshold, long pairs, double lnFor, double lnAgainst, boolean largeEnough) {

    /** Of a claim's evidence. */
    public static ClaimState of(Claim claim) {
        RunningClaim running = new RunningClaim(claim.threshold());
        for (double d : claim.evidence().values()) {
            running.plus(d);
        }
        return running.claimState();
    }
}
