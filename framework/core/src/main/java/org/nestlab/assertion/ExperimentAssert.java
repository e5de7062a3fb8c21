package org.nestlab.assertion;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.InconclusiveError;
import org.nestlab.experiment.InconclusiveTestAbortedException;
import org.nestlab.experiment.InvalidExperimentError;
import org.nestlab.experiment.ThresholdExceededError;
import org.nestlab.internal.experiment.ExperimentListeners;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Verdict;

/**
 * What becomes of an experiment's verdicts.
 *
 * <ul>
 *   <li>{@code Within}, and a metric that is measured and not judged: passes
 *   <li>{@code Exceeded}: {@link ThresholdExceededError}
 *   <li>{@code Invalid}: {@link InvalidExperimentError}
 *   <li>{@code Inconclusive}: {@link InconclusiveTestAbortedException}, which aborts, and {@link InconclusiveError}
 *       where {@code nestlab.gate} is {@code strict}
 * </ul>
 *
 * Of several metrics that do not pass, the first in this list says what is thrown.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ExperimentAssert extends AbstractAssert<ExperimentAssert, Experiment> {

    ExperimentAssert(Experiment actual) {
        super(actual, ExperimentAssert.class);
    }

    /** All metrics at once; the message holds every one that does not pass. */
    public ExperimentAssert meetsItsThresholds() {
        isNotNull();
        return settle(actual.comparisons());
    }

    /**
     * One metric.
     *
     * @param name a metric's, or a workload's for its first metric
     * @throws NoSuchElementException if the experiment did not measure it
     */
    public ExperimentAssert meetsThreshold(String name) {
        isNotNull();
        return settle(List.of(actual.of(name)));
    }

    private ExperimentAssert settle(List<Comparison> comparisons) {
        ExperimentListeners.discovered().judged(actual, comparisons);
        List<Comparison> failed = comparisons.stream().filter(this::fails).toList();
        List<Comparison> open = comparisons.stream()
                .filter(c -> !fails(c) && c.verdict().orElse(null) instanceof Verdict.Inconclusive)
                .toList();
        List<Comparison> notPassed =
                Stream.concat(failed.stream(), open.stream()).toList();
        if (!failed.isEmpty()) {
            // a format of its own: the text is full of per cent signs
            throw error(
                    failed,
                    String.valueOf(failure("%s", ExperimentMessages.all(actual, notPassed))
                            .getMessage()));
        }
        if (!open.isEmpty()) {
            throw new InconclusiveTestAbortedException(ExperimentMessages.all(actual, notPassed));
        }
        return this;
    }

    private static AssertionError error(List<Comparison> failed, String message) {
        if (any(failed, Verdict.Exceeded.class)) {
            return new ThresholdExceededError(message);
        }
        return any(failed, Verdict.Invalid.class)
                ? new InvalidExperimentError(message)
                : new InconclusiveError(message);
    }

    private static boolean any(List<Comparison> comparisons, Class<? extends Verdict> verdict) {
        return comparisons.stream()
                .anyMatch(c -> c.verdict().filter(verdict::isInstance).isPresent());
    }

    private boolean fails(Comparison comparison) {
        Verdict verdict = comparison.verdict().orElse(null);
        return verdict instanceof Verdict.Exceeded
                || verdict instanceof Verdict.Invalid
                || (verdict instanceof Verdict.Inconclusive && actual.design().strict());
    }
}
