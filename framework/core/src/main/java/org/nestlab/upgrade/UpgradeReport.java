package org.nestlab.upgrade;

import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.experiment.Difference;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.InconclusiveError;
import org.nestlab.experiment.InconclusiveTestAbortedException;
import org.nestlab.experiment.ThresholdExceededError;
import org.nestlab.spec.ValueProperties;
import org.nestlab.stack.Stack;

/** Two stacks compared: all that was seen, and what follows from it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class UpgradeReport {

    private final Stack baseline;
    private final Stack candidate;
    private final Outcome outcome;
    private final String reason;
    private final List<FunctionalCheck> baselineChecks;
    private final List<FunctionalCheck> candidateChecks;
    private final List<Experiment> experiments;
    private final Cause cause;
    private final Duration took;
    private final boolean strict;

    private UpgradeReport(
            Stack baseline,
            Stack candidate,
            Outcome outcome,
            String reason,
            List<FunctionalCheck> baselineChecks,
            List<FunctionalCheck> candidateChecks,
            List<Experiment> experiments,
            Cause cause,
            Duration took,
            boolean strict) {
        this.baseline = baseline;
        this.candidate = candidate;
        this.outcome = outcome;
        this.reason = reason;
        this.baselineChecks = List.copyOf(baselineChecks);
        this.candidateChecks = List.copyOf(candidateChecks);
        this.experiments = List.copyOf(experiments);
        this.cause = cause;
        this.took = took;
        this.strict = strict;
    }

    /** One with these properties, which the accessors of the same names describe. */
    public static UpgradeReport of(
            Stack baseline,
            Stack candidate,
            Outcome outcome,
            String reason,
            List<FunctionalCheck> baselineChecks,
            List<FunctionalCheck> candidateChecks,
            List<Experiment> experiments,
            Cause cause,
            Duration took,
            boolean strict) {
        return new UpgradeReport(
                baseline,
                candidate,
                outcome,
                reason,
                baselineChecks,
                candidateChecks,
                experiments,
                cause,
                took,
                strict);
    }

    /** The stack that is the standard. */
    public Stack baseline() {
        return baseline;
    }

    /** The stack that is judged. */
    public Stack candidate() {
        return candidate;
    }

    /** The result. */
    public Outcome outcome() {
        return outcome;
    }

    /** Why the outcome is what it is, in one line. */
    public String reason() {
        return reason;
    }

    /** The checks of what the baseline must do. */
    public List<FunctionalCheck> baselineChecks() {
        return baselineChecks;
    }

    /** The same checks of the candidate; empty if the baseline does not boot. */
    public List<FunctionalCheck> candidateChecks() {
        return candidateChecks;
    }

    /** An experiment for each level that was measured; empty if one of the stacks does not work. */
    public List<Experiment> experiments() {
        return experiments;
    }

    /** What else differs between the two, and may be the cause. */
    public Cause cause() {
        return cause;
    }

    /** How long the comparison took. */
    public Duration took() {
        return took;
    }

    /** Whether a test fails where there is no answer yet. */
    public boolean strict() {
        return strict;
    }

    /** What differs between the two; before is the baseline's. */
    public List<Difference> differences() {
        return baseline.differences(candidate);
    }

    /**
     * Whether two equal stacks were compared: every difference is noise, and every verdict but {@code Within} is wrong.
     */
    public boolean ofItself() {
        return differences().isEmpty();
    }

    /** Whether it is a check that fails on the baseline and on the candidate, which is thus not to blame for it. */
    public boolean failsOnBoth(FunctionalCheck check) {
        return check.failed() && fails(baselineChecks, check) && fails(candidateChecks, check);
    }

    private static boolean fails(List<FunctionalCheck> checks, FunctionalCheck wanted) {
        return checks.stream().anyMatch(check -> check.failed() && check.claim().equals(wanted.claim()));
    }

    /**
     * Turns it into a passed, failed or aborted test.
     *
     * @throws ThresholdExceededError if the candidate is worse
     * @throws AssertionError if one of them does not work
     * @throws InconclusiveTestAbortedException if there is no answer yet, which aborts the test;
     *     {@link InconclusiveError} where {@code nestlab.gate} is {@code strict}
     */
    public void orThrow() {
        String message = UpgradeText.of(this);
        switch (outcome) {
            case GOOD -> {}
            case WORSE -> throw new ThresholdExceededError(message);
            case DOES_NOT_WORK -> throw new AssertionError(message);
            case CANNOT_TELL -> {
                if (strict) {
                    throw new InconclusiveError(message);
                }
                throw new InconclusiveTestAbortedException(message);
            }
        }
    }

    private ValueProperties properties() {
        return ValueProperties.of(UpgradeReport.class)
                .and("baseline", baseline)
                .and("candidate", candidate)
                .and("outcome", outcome)
                .and("reason", reason)
                .and("baselineChecks", baselineChecks)
                .and("candidateChecks", candidateChecks)
                .and("experiments", experiments)
                .and("cause", cause)
                .and("took", took)
                .and("strict", strict);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UpgradeReport same && properties().equals(same.properties());
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
