package org.nestlab.history;

import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.spec.ValueProperties;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Estimate;
import org.nestlab.verdict.Medians;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Sample;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Metric;

/** What a {@link Comparison} came to. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MetricOutcome {

    private final Metric metric;
    private final int pairs;
    private final double subject;
    private final double reference;
    private final @Nullable Threshold threshold;
    private final @Nullable Verdict verdict;
    private final @Nullable Estimate estimate;

    private MetricOutcome(
            Metric metric,
            int pairs,
            double subject,
            double reference,
            @Nullable Threshold threshold,
            @Nullable Verdict verdict,
            @Nullable Estimate estimate) {
        this.metric = metric;
        this.pairs = pairs;
        this.subject = subject;
        this.reference = reference;
        this.threshold = threshold;
        this.verdict = verdict;
        this.estimate = estimate;
    }

    /** What is left of a comparison. */
    public static MetricOutcome of(Comparison comparison) {
        return of(
                comparison.metric(),
                values(comparison, Pair::subject),
                values(comparison, Pair::reference),
                comparison.threshold().orElse(null),
                comparison.verdict().orElse(null),
                comparison.estimate().orElse(null));
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

    public Metric metric() {
        return metric;
    }

    /** How many the experiment measured itself. */
    public int pairs() {
        return pairs;
    }

    /** The median of what the subject did in them, in the metric's unit; NaN where there are none. */
    public double subject() {
        return subject;
    }

    /** The same of the reference. */
    public double reference() {
        return reference;
    }

    /** What must hold; empty where it was not judged. */
    public Optional<Threshold> threshold() {
        return Optional.ofNullable(threshold);
    }

    /** What came of it; empty where it was not judged. */
    public Optional<Verdict> verdict() {
        return Optional.ofNullable(verdict);
    }

    /** The ratio; empty where there are no pairs. */
    public Optional<Estimate> estimate() {
        return Optional.ofNullable(estimate);
    }

    private ValueProperties properties() {
        return ValueProperties.of(MetricOutcome.class)
                .and("metric", metric)
                .and("pairs", pairs)
                .and("subject", subject)
                .and("reference", reference)
                .and("threshold", threshold)
                .and("verdict", verdict)
                .and("estimate", estimate);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MetricOutcome same && properties().equals(same.properties());
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
