package org.nestlab.verdict;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.spec.ValueProperties;
import org.nestlab.workload.Metric;

/** One metric on two machines: the evidence and what follows from it. An immutable value; {@code withX} replaces. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Comparison {

    private final Metric metric;
    private final String workload;
    private final Map<String, String> settings;
    private final Map<String, String> facts;
    private final List<Pair> carried;
    private final List<Pair> pairs;
    private final List<String> rejected;
    private final List<String> unproven;
    private final @Nullable Threshold threshold;
    private final @Nullable Verdict verdict;
    private final @Nullable Estimate estimate;

    private Comparison(Draft draft) {
        metric = draft.metric;
        workload = draft.workload;
        settings = Map.copyOf(draft.settings);
        facts = Map.copyOf(draft.facts);
        carried = List.copyOf(draft.carried);
        pairs = List.copyOf(draft.pairs);
        rejected = List.copyOf(draft.rejected);
        unproven = List.copyOf(draft.unproven);
        threshold = draft.threshold;
        verdict = draft.verdict;
        estimate = draft.estimate;
        if (threshold == null && verdict != null && !(verdict instanceof Verdict.Invalid)) {
            throw new IllegalArgumentException("no threshold, and yet %s: %s".formatted(verdict.word(), metric.name()));
        }
    }

    /**
     * One without pairs, which is not judged.
     *
     * @param workload the workload's name
     */
    public static Comparison of(Metric metric, String workload) {
        return new Comparison(new Draft(metric, workload));
    }

    /** What was measured. */
    public Metric metric() {
        return metric;
    }

    /** The workload's name. */
    public String workload() {
        return workload;
    }

    /** How the workload was set. */
    public Map<String, String> settings() {
        return settings;
    }

    /** What was equal on both sides, for example {@code fio=3.33}. */
    public Map<String, String> facts() {
        return facts;
    }

    /** Pairs of earlier runs of the same fingerprint that the verdict rests on too, the oldest first. */
    public List<Pair> carried() {
        return carried;
    }

    /** The pairs of this experiment that count, in order. */
    public List<Pair> pairs() {
        return pairs;
    }

    /** Why pairs were thrown away, one line for each. */
    public List<String> rejected() {
        return rejected;
    }

    /**
     * What could not be proven of pairs that count, for example for want of rights on the host, a line for each kind;
     * empty where all was, and for experiments from before this was recorded.
     */
    public List<String> unproven() {
        return unproven;
    }

    /** What must hold; empty where the metric is measured and not judged. */
    public Optional<Threshold> threshold() {
        return Optional.ofNullable(threshold);
    }

    /**
     * Empty where the metric has no threshold and was measured: it is reported, and not judged. A measurement can be
     * invalid all the same.
     */
    public Optional<Verdict> verdict() {
        return Optional.ofNullable(verdict);
    }

    /** The ratio by carried and own pairs; empty where there are none. */
    public Optional<Estimate> estimate() {
        return Optional.ofNullable(estimate);
    }

    public Comparison withMetric(Metric newMetric) {
        return changed(draft -> draft.metric = newMetric);
    }

    public Comparison withWorkload(String name) {
        return changed(draft -> draft.workload = name);
    }

    public Comparison withSettings(Map<String, String> newSettings) {
        return changed(draft -> draft.settings = newSettings);
    }

    public Comparison withFacts(Map<String, String> newFacts) {
        return changed(draft -> draft.facts = newFacts);
    }

    public Comparison withCarried(List<Pair> newCarried) {
        return changed(draft -> draft.carried = newCarried);
    }

    public Comparison withPairs(List<Pair> newPairs) {
        return changed(draft -> draft.pairs = newPairs);
    }

    public Comparison withRejected(List<String> newRejected) {
        return changed(draft -> draft.rejected = newRejected);
    }

    public Comparison withUnproven(List<String> newUnproven) {
        return changed(draft -> draft.unproven = newUnproven);
    }

    /**
     * The same evidence, judged.
     *
     * @param newThreshold null where it is not judged
     * @param newVerdict null where there is none; without a threshold only {@link Verdict.Invalid}
     * @throws IllegalArgumentException if there is another verdict and no threshold
     */
    public Comparison withVerdict(@Nullable Threshold newThreshold, @Nullable Verdict newVerdict) {
        return changed(draft -> {
            draft.threshold = newThreshold;
            draft.verdict = newVerdict;
        });
    }

    /**
     * The same with another estimate.
     *
     * @param newEstimate null for none
     */
    public Comparison withEstimate(@Nullable Estimate newEstimate) {
        return changed(draft -> draft.estimate = newEstimate);
    }

    private Comparison changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new Comparison(draft);
    }

    private ValueProperties properties() {
        return ValueProperties.of(Comparison.class)
                .and("metric", metric)
                .and("workload", workload)
                .and("settings", settings)
                .and("facts", facts)
                .and("carried", carried)
                .and("pairs", pairs)
                .and("rejected", rejected)
                .and("unproven", unproven)
                .and("threshold", threshold)
                .and("verdict", verdict)
                .and("estimate", estimate);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Comparison same && properties().equals(same.properties());
    }

    @Override
    public int hashCode() {
        return properties().hashCode();
    }

    @Override
    public String toString() {
        return properties().toString();
    }

    /** What the next comparison is made of; never handed on. */
    private static final class Draft {
        private Metric metric;
        private String workload;
        private Map<String, String> settings = Map.of();
        private Map<String, String> facts = Map.of();
        private List<Pair> carried = List.of();
        private List<Pair> pairs = List.of();
        private List<String> rejected = List.of();
        private List<String> unproven = List.of();
        private @Nullable Threshold threshold;
        private @Nullable Verdict verdict;
        private @Nullable Estimate estimate;

        Draft(Metric metric, String workload) {
            this.metric = metric;
            this.workload = workload;
        }

        Draft(Comparison comparison) {
            this(comparison.metric, comparison.workload);
            settings = comparison.settings;
            facts = comparison.facts;
            carried = comparison.carried;
            pairs = comparison.pairs;
            rejected = comparison.rejected;
            unproven = comparison.unproven;
            threshold = comparison.threshold;
            verdict = comparison.verdict;
            estimate = comparison.estimate;
        }
    }
}
