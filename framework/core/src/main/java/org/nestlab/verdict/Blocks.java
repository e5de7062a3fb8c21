package org.nestlab.verdict;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.workload.Metric;

/**
 * One metric of two sides that cannot be measured in turns: first all of the reference, then all of the subject, then,
 * it may be, the reference again. What else changed from block to block is in the difference too; only the reference's
 * return separates of it. Each value is a boot's.
 *
 * @param again the reference once more; empty where it did not return
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Blocks(Metric metric, List<Double> reference, List<Double> subject, List<Double> again) {

    public Blocks {
        reference = List.copyOf(reference);
        subject = List.copyOf(subject);
        again = List.copyOf(again);
    }

    /** The result of comparing blocks. */
    public static final class Judged {

        private final Shift shift;
        private final @Nullable Shift shiftFromReturn;
        private final @Nullable Shift drift;
        private final double tolerance;

        private Judged(Shift shift, @Nullable Shift shiftFromReturn, @Nullable Shift drift, double tolerance) {
            this.shift = shift;
            this.shiftFromReturn = shiftFromReturn;
            this.drift = drift;
            this.tolerance = tolerance;
        }

        /** Of the subject against the reference. */
        public Shift shift() {
            return shift;
        }

        /** Of the subject against the reference's return; empty where there was none. */
        public Optional<Shift> shiftFromReturn() {
            return Optional.ofNullable(shiftFromReturn);
        }

        /** Of the reference's return against its first block, both ends with the risk {@code beta}. */
        public Optional<Shift> drift() {
            return Optional.ofNullable(drift);
        }

        /** Whether the reference is not what it was. */
        public boolean drifted() {
            return drift != null && drift.differs(tolerance);
        }

        /** The largest acceptable loss, for example 0.10. */
        public double tolerance() {
            return tolerance;
        }

        /**
         * Whether the verdict is {@link Verdict.Exceeded}; much faster than to ask for the verdict, because it writes
         * no reason.
         */
        public boolean isWorse() {
            return !drifted()
                    && shift.isLoss(tolerance)
                    && (shiftFromReturn == null || shiftFromReturn.isLoss(tolerance));
        }

        /** What it comes to, with the reason in words. */
        public Verdict verdict() {
            Verdict first = shift.verdict(tolerance);
            if (drifted()) {
                return new Verdict.Inconclusive("the baseline's return is %s of what it was".formatted(drift));
            }
            return shiftFromReturn == null ? first : both(first, shiftFromReturn.verdict(tolerance));
        }
    }

    /**
     * Judges the subject. Bonferroni: the upper end of each claim gets its share of {@code alpha}; the lower end has
     * the risk {@code beta} for any number of claims, because all must hold for a subject to be good.
     *
     * @param tolerance the largest acceptable loss, for example 0.10
     * @param claims how many metrics are judged together
     */
    public Judged judge(double tolerance, GatePolicy policy, int claims) {
        Shift shift = Shift.of(metric, subject, reference, policy.beta(), riskAbove(policy, claims));
        if (again.isEmpty()) {
            return new Judged(shift, null, null, tolerance);
        }
        Shift second = Shift.of(metric, subject, again, policy.beta(), riskAbove(policy, claims));
        Shift drift = Shift.of(metric, again, reference, policy.beta(), policy.beta());
        return new Judged(shift, second, drift, tolerance);
    }

    /** How often, at most, the true ratio of one of the claims is above its upper end. */
    public static double riskAbove(GatePolicy policy, int claims) {
        return policy.alpha() / claims;
    }

    /** A loss, or its absence, must show against both blocks. */
    private static Verdict both(Verdict first, Verdict second) {
        String reason = first.word().equals(second.word())
                ? "%s; from its return %s".formatted(first.reason(), second.reason())
                : "%s: %s; from its return %s: %s"
                        .formatted(first.word(), first.reason(), second.word(), second.reason());
        if (first instanceof Verdict.Exceeded && second instanceof Verdict.Exceeded) {
            return new Verdict.Exceeded(reason);
        }
        return first instanceof Verdict.Within && second instanceof Verdict.Within
                ? new Verdict.Within(reason)
                : new Verdict.Inconclusive(reason);
    }
}
