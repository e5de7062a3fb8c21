package org.nestlab.verdict;

import java.util.Locale;

/** Says in one line why a verdict is what it is. */
final class Reasons {

    private final Claim claim;
    private final ClaimState state;
    private final GatePolicy policy;
    private final double lnWantedAgainst;

    Reasons(Claim claim, ClaimState state, GatePolicy policy, double lnWantedAgainst) {
        this.claim = claim;
        this.state = state;
        this.policy = policy;
        this.lnWantedAgainst = lnWantedAgainst;
    }

    /** For example {@code 0.520 of the reference (0.501 to 0.544, 95 %, 6 pairs), expected at least 0.45}. */
    String within() {
        return seen();
    }

    /** Beside a baseline it says what that means, as 0.919 is not more than 10 % worse. */
    String exceeded() {
        return claim.threshold().tolerance() > 0 ? seen() + ": surely worse, and by more than half of that" : seen();
    }

    private String seen() {
        Estimate estimate = claim.evidence().estimate().orElseThrow();
        return "%s of the reference %s, expected %s"
                .formatted(
                        estimate.ratioText(),
                        estimate.basis(),
                        claim.threshold().words());
    }

    /** What is missing, for example {@code after 6 pairs: evidence that it is within 3.2 (needs 20), ...}. */
    String open() {
        long pairs = state.pairs();
        if (pairs == 0) {
            return "no pair has been measured";
        }
        String evidence = "after %d %s: evidence that it is within %s (needs %s), that it exceeds %s (needs %s); "
                .formatted(
                        pairs,
                        pairs == 1 ? "pair" : "pairs",
                        shown(state.lnFor()),
                        shown(-Math.log(policy.beta())),
                        shown(state.lnAgainst()),
                        shown(lnWantedAgainst));
        return evidence + missing();
    }

    private String missing() {
        long pairs = state.pairs();
        if (pairs < policy.minPairs()) {
            return "at least %d pairs are needed".formatted(policy.minPairs());
        }
        boolean enoughFor = state.lnFor() >= -Math.log(policy.beta());
        boolean enoughAgainst = state.lnAgainst() >= lnWantedAgainst;
        if (enoughFor && enoughAgainst) {
            return "both at once means that few pairs are far from the others: look for what disturbed them";
        }
        if (enoughAgainst) {
            return "it is worse than the reference, but by less than half of the tolerance";
        }
        double more =
                Math.min(missing(state.lnFor(), -Math.log(policy.beta())), missing(state.lnAgainst(), lnWantedAgainst));
        if (more > 10.0 * pairs) {
            return "the pairs so far do not tell on which side of the limit the ratio is: it is close to it, or the pairs differ much";
        }
        return "about %.0f more %s at this rate".formatted(more, more == 1 ? "pair" : "pairs");
    }

    /** How many pairs are missing if evidence goes on growing as it did; infinite where it does not grow. */
    private double missing(double ln, double lnWanted) {
        return ln <= 0 ? Double.POSITIVE_INFINITY : Math.ceil((lnWanted - ln) / (ln / state.pairs()));
    }

    private static String shown(double ln) {
        double e = Math.exp(ln);
        if (e >= 1e6) {
            return String.format(Locale.ROOT, "1e%d", (long) Math.floor(ln / Math.log(10)));
        }
        return (e >= 10 && Math.abs(e - Math.rint(e)) < 1e-6) || e >= 1000
                ? String.format(Locale.ROOT, "%.0f", e)
                : String.format(Locale.ROOT, "%.1f", e);
    }
}
