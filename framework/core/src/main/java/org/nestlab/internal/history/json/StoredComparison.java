package org.nestlab.internal.history.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Estimate;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Metric;

/** A comparison as it is written down: what is absent is null. */
record StoredComparison(
        Metric metric,
        String workload,
        Map<String, String> settings,
        Map<String, String> facts,
        List<Pair> carried,
        List<Pair> pairs,
        List<String> rejected,
        List<String> unproven,
        @Nullable Threshold threshold,
        @Nullable Verdict verdict,
        @Nullable Estimate estimate) {

    static StoredComparison of(Comparison it) {
        return new StoredComparison(
                it.metric(),
                it.workload(),
                it.settings(),
                it.facts(),
                it.carried(),
                it.pairs(),
                it.rejected(),
                it.unproven(),
                it.threshold().orElse(null),
                it.verdict().orElse(null),
                it.estimate().orElse(null));
    }

    Comparison toComparison() {
        return Comparison.of(metric, workload)
                .withSettings(settings)
                .withFacts(facts)
                .withCarried(carried)
                .withPairs(pairs)
                .withRejected(rejected)
                .withUnproven(unproven)
                .withVerdict(threshold, verdict)
                .withEstimate(estimate);
    }
}
