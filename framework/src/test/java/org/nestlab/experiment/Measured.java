package org.nestlab.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Evidence;
import org.nestlab.verdict.GatePolicy;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Sample;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Metric;

/** Experiments that were never made, for tests of what is said of them. */
public final class Measured {

    private Measured() {}

    public static Experiment experiment(Tier tier, String levels, boolean strict, Comparison... comparisons) {
        LevelPair pair = LevelPair.parse(levels);
        return ExperimentDesign.of(
                        UUID.fromString("0a1b2c3d-0000-4000-8000-000000000001"),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        tier,
                        pair)
                .withRun("run-1")
                .withTest("DiskTests.reads")
                .withLab("kvm-in-kvm")
                .withSubject(pair.subject() + " guest")
                .withReference(pair.reference() + " hypervisor")
                .withSeed(42)
                .withProfile("quick")
                .withStrict(strict)
                .ended(Duration.ofSeconds(61), List.of(comparisons), List.of());
    }

    /** So many equal pairs, measured and not judged. */
    public static Comparison comparison(Metric metric, double subject, double reference, int pairs) {
        return judged(metric, subject, reference, pairs, null, null);
    }

    public static Comparison judged(
            Metric metric,
            double subject,
            double reference,
            int pairs,
            @Nullable Threshold threshold,
            @Nullable Verdict verdict) {
        List<Pair> all = IntStream.rangeClosed(1, pairs)
                .mapToObj(number ->
                        new Pair(number, Sample.of(subject), Sample.of(reference), number % 2 == 0, Instant.EPOCH))
                .toList();
        Evidence evidence = Evidence.of(
                all.stream().mapToDouble(pair -> pair.lnRatio(metric)).toArray());
        return Comparison.of(metric, metric.name().replaceFirst("\\..*", ""))
                .withPairs(all)
                .withVerdict(threshold, verdict)
                .withEstimate(evidence.estimate(GatePolicy.DEFAULT.alpha()).orElse(null));
    }
}
