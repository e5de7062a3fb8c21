package org.nestlab.verdict;

import java.util.function.DoubleSupplier;
import org.nestlab.verdict.Gate.Decision;

/**
 * One claim, judged alone and after each pair, as a run would.
 *
 * @param decision what it came to; open where all pairs were used up
 * @param pairs in how many
 */
record Replay(Decision decision, int pairs) {

    /**
     * Judges until it is decided.
     *
     * @param next D of the next pair
     * @param pairs how many there are; no more than the policy's are asked for
     */
    static Replay of(DoubleSupplier next, int pairs, Threshold threshold, GatePolicy policy) {
        RunningClaim claim = new RunningClaim(threshold);
        Decision decision = Decision.OPEN;
        int most = Math.min(pairs, policy.maxPairs());
        int seen = 0;
        while (decision == Decision.OPEN && seen < most) {
            claim.plus(next.getAsDouble());
            seen++;
            if (seen >= policy.minPairs()) {
                decision = Gate.decide(claim.claimState(), policy);
            }
        }
        return new Replay(decision, seen);
    }

    boolean exceeded() {
        return decision == Decision.EXCEEDED;
    }
}
