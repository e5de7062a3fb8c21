package org.nestlab.upgrade;

import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;
import org.nestlab.experiment.Difference;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.InconclusiveError;
import org.nestlab.experiment.InconclusiveTestAbortedException;
import org.nestlab.experiment.ThresholdExceededError;
import org.nestlab.stack.Stack;

/**
 * Two stacks compared: all that was seen, and what follows from it.
 *
 * @param reason why the outcome is what it is, in one line
 * @param baselineChecks what the baseline must do
 * @param candidateChecks likewise; empty where the baseline does not even boot
 * @param experiments one for each level that was measured; empty where a stack does not work
 * @param strict whether a test fails where there is no answer yet
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record UpgradeReport(
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

    public UpgradeReport {
        baselineChecks = List.copyOf(baselineChecks);
        candidateChecks = List.copyOf(candidateChecks);
        experiments = List.copyOf(experiments);
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
}
