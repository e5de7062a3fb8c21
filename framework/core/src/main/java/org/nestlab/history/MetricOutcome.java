package org.nestlab.history;

import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Estimate;
import org.nestlab.verdict.Medians;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Sample;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Metric;

/**
 * What a {@link Comparison} came to.
 *
 * @param pairs how many the experiment measured itself
 * @param subject the median of what the subject did in them, in the metric's unit; NaN where there are none
 * @param reference the same of the reference
 * @param thresholdOrNull as the comparison has it, like the next two
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record MetricOutcome(
        Metric metric,
        int pairs,
        double subject,
        double reference,
        @Nullable Threshold thresholdOrNull,
        @Nullable Verdict verdictOrNull,
        @Nullable Estimate estimateOrNull) {

    /** What is left of a comparison. */
    public static MetricOutcome of(Comparison comparison) {
        return of(
                comparison.metric(),
                values(comparison, Pair::subject),
                values(comparison, Pair::reference),
                comparison.thresholdOrNull(),
                comparison.verdictOrNull(),
                comparison.estimateOrNull());
    }

    /** The same of what was measured on either side, pair by pair. */
    public static MetricOutcome of(
            Metric metric,
            double[] subject,
            double[] reference,
            @Nullable Threshold threshold,
            @Nullable Verdict verdict,
            @Nullable Estimate estimate) {
        return new MetricOutcome(
                metric, subject.length, Medians.of(subject), Medians.of(reference), threshold, verdict, estimate);
    }

    private static double[] values(Comparison comparison, Function<Pair, Sample> side) {
        return comparison.pairs().stream()
                .mapToDouble(pair -> side.apply(pair).value())
                .toArray();
    }

    public Optional<Threshold> threshold() {
        return Optional.ofNullable(thresholdOrNull);
    }

    public Optional<Verdict> verdict() {
        return Optional.ofNullable(verdictOrNull);
    }

    public Optional<Estimate> estimate() {
        return Optional.ofNullable(estimateOrNull);
    }
}
