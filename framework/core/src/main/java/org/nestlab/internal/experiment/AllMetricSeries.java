package org.nestlab.internal.experiment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nestlab.verdict.Claim;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Gate;
import org.nestlab.verdict.GatePolicy;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Metric;
import org.nestlab.workload.Workload;

/** All metrics of an experiment: they share the pairs, the end, and the error rate. */
final class AllMetricSeries {

    private final GatePolicy policy;
    private final int unjudgedPairs;
    private final List<MetricSeries> all = new ArrayList<>();

    /** @param carried the pairs of earlier runs */
    AllMetricSeries(ExperimentPlan plan, CarriedPairs carried) {
        policy = plan.design().policy();
        unjudgedPairs = plan.unjudgedPairs();
        for (Workload workload : plan.workloads()) {
            for (Metric metric : workload.metrics()) {
                Threshold threshold = plan.thresholds().get(metric.name());
                List<Pair> earlier = threshold == null ? List.of() : carried.of(workload, metric, threshold);
                all.add(new MetricSeries(workload, metric, threshold, earlier));
            }
        }
    }

    List<MetricSeries> judged() {
        return all.stream().filter(series -> series.threshold().isPresent()).toList();
    }

    void add(
            int number,
            Map<Workload, VisitResult> subject,
            Map<Workload, VisitResult> reference,
            boolean subjectFirst,
            Instant at) {
        for (MetricSeries series : all) {
            VisitResult ours = of(subject, series.workload());
            VisitResult theirs = of(reference, series.workload());
            series.add(number, ours, theirs, subjectFirst, at);
        }
    }

    /** A pair that was cut short does not count for any metric. */
    void throwAway(int number, String why) {
        all.forEach(series -> series.throwAway(number, why));
    }

    private static VisitResult of(Map<Workload, VisitResult> outcomes, Workload workload) {
        return Optional.ofNullable(outcomes.get(workload))
                .orElseThrow(() -> new IllegalStateException("no outcome of " + workload.name()));
    }

    /** The gate's present verdicts, by the name of a metric; metrics that can get no verdict any more are left out. */
    Map<String, Verdict> verdicts() {
        return verdicts("");
    }

    private Map<String, Verdict> verdicts(String ended) {
        List<MetricSeries> judged = judged();
        List<Claim> claims = judged.stream()
                .map(series -> new Claim(
                        series.metric().name(),
                        series.evidence(),
                        series.threshold().orElseThrow()))
                .toList();
        List<Verdict> said = Gate.judge(claims, policy, ended);
        Map<String, Verdict> verdicts = new HashMap<>();
        for (int i = 0; i < judged.size(); i++) {
            verdicts.put(judged.get(i).metric().name(), said.get(i));
        }
        return verdicts;
    }

    /**
     * Whether more pairs would change nothing: each judged metric is decided or can get no verdict any more, or nothing
     * is judged and enough pairs were measured.
     */
    boolean done() {
        if (all.stream()
                .anyMatch(series -> series.lost().isEmpty() && series.doubtful().isPresent())) {
            return false;
        }
        List<MetricSeries> judged = judged();
        if (judged.isEmpty()) {
            return all.stream().allMatch(series -> series.lost().isPresent() || series.ownPairs() >= unjudgedPairs);
        }
        Map<String, Verdict> verdicts = verdicts();
        return judged.stream()
                .allMatch(series -> series.lost().isPresent()
                        || isDecision(verdicts.get(series.metric().name())));
    }

    static boolean isDecision(@Nullable Verdict verdict) {
        return verdict instanceof Verdict.Within || verdict instanceof Verdict.Exceeded;
    }

    /**
     * The result.
     *
     * @param broken why the experiment could not be ended, null if it was
     * @param ended why no more was measured; metrics that are not decided show it
     */
    List<Comparison> results(@Nullable String broken, String ended) {
        Map<String, Verdict> verdicts = verdicts(ended);
        List<Comparison> results = new ArrayList<>();
        for (MetricSeries series : all) {
            Optional<String> why = Optional.ofNullable(broken).or(series::doubtful);
            @Nullable
            Verdict verdict = why.<Verdict>map(Verdict.Invalid::new)
                    .orElse(verdicts.get(series.metric().name()));
            results.add(series.result(verdict));
        }
        return results;
    }
}
