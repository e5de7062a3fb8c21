package org.nestlab.verdict;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.workload.Metric;

/**
 * One metric on two machines: the evidence and what follows from it.
 *
 * @param workload the workload's name
 * @param settings how the workload was set
 * @param facts what was equal on both sides, for example {@code fio=3.33}
 * @param carried pairs of earlier runs of the same fingerprint that the verdict rests on too, the oldest first
 * @param pairs the pairs of this experiment that count, in order
 * @param rejected why pairs were thrown away, one line for each
 * @param unproven what could not be proven of pairs that count, as for want of rights on the host, a line for each
 *     kind; empty where all was, and for experiments from before this was recorded
 * @param thresholdOrNull what must hold; null where the metric is measured and not judged
 * @param verdictOrNull null where it is not judged; a measurement can be invalid all the same
 * @param estimateOrNull from carried and own pairs; null where there are none
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Comparison(
        Metric metric,
        String workload,
        Map<String, String> settings,
        Map<String, String> facts,
        List<Pair> carried,
        List<Pair> pairs,
        List<String> rejected,
        List<String> unproven,
        @Nullable Threshold thresholdOrNull,
        @Nullable Verdict verdictOrNull,
        @Nullable Estimate estimateOrNull) {

    public Comparison {
        settings = Map.copyOf(settings);
        facts = Map.copyOf(facts);
        carried = List.copyOf(carried);
        pairs = List.copyOf(pairs);
        rejected = List.copyOf(rejected);
        unproven = List.copyOf(unproven);
        if (thresholdOrNull == null && verdictOrNull != null && !(verdictOrNull instanceof Verdict.Invalid)) {
            throw new IllegalArgumentException(
                    "no threshold, and yet %s: %s".formatted(verdictOrNull.word(), metric.name()));
        }
    }

    /** One of which all is proven. */
    public Comparison(
            Metric metric,
            String workload,
            Map<String, String> settings,
            Map<String, String> facts,
            List<Pair> carried,
            List<Pair> pairs,
            List<String> rejected,
            @Nullable Threshold thresholdOrNull,
            @Nullable Verdict verdictOrNull,
            @Nullable Estimate estimateOrNull) {
        this(
                metric,
                workload,
                settings,
                facts,
                carried,
                pairs,
                rejected,
                List.of(),
                thresholdOrNull,
                verdictOrNull,
                estimateOrNull);
    }

    public Optional<Threshold> threshold() {
        return Optional.ofNullable(thresholdOrNull);
    }

    /** Empty where the metric has no threshold and was measured: it is reported, and not judged. */
    public Optional<Verdict> verdict() {
        return Optional.ofNullable(verdictOrNull);
    }

    public Optional<Estimate> estimate() {
        return Optional.ofNullable(estimateOrNull);
    }
}
