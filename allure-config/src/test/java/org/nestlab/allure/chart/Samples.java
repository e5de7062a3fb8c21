package org.nestlab.allure.chart;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentDesign;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.experiment.LevelPair;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Claim;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Estimate;
import org.nestlab.verdict.Evidence;
import org.nestlab.verdict.Gate;
import org.nestlab.verdict.GatePolicy;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Sample;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Metric;

/** Experiments that were never made, with noise from a seed. */
final class Samples {

    static final Metric IOPS = Metric.higherIsBetter("fio-randread-4k.iops", "IOPS");
    static final Metric LATENCY = Metric.lowerIsBetter("exit-probe.cpuid", "ns");
    static final Threshold LIMIT = new Threshold.AtLeast(0.45, "thresholds.yaml:12", false);
    static final Instant START = Instant.parse("2026-10-25T20:00:00Z");
    static final Fingerprint MACHINE = fingerprint("6.1.0-41-cloud-amd64", "7.2.22");

    private Samples() {}

    static Fingerprint fingerprint(String kernel, String qemu) {
        return new Fingerprint(
                Map.of(
                        "tier", "kvm",
                        "image", "1f2e3d4c",
                        "L0.cpu", "AMD EPYC 7763",
                        "L1.kernel", kernel,
                        "L0.qemu", qemu),
                Map.of("L0.governor", "performance"));
    }

    /** Pairs around a ratio; each value has a noise of so much. */
    static List<Pair> pairs(Metric metric, double reference, double ratio, double noise, int count, Random random) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            double theirs = reference * Math.exp(noise * random.nextGaussian());
            double worse = ratio * Math.exp(noise * random.nextGaussian());
            double ours = metric.better() == Metric.Better.HIGHER ? theirs * worse : theirs / worse;
            pairs.add(new Pair(
                    i,
                    Sample.of(ours),
                    Sample.of(theirs),
                    random.nextBoolean(),
                    START.plus(Duration.ofSeconds(40L * i))));
        }
        return pairs;
    }

    /** Judged as the gate does it, alone. */
    static Comparison judged(Metric metric, List<Pair> pairs, @Nullable Threshold threshold) {
        Evidence evidence = Evidence.of(
                pairs.stream().mapToDouble(pair -> pair.lnRatio(metric)).toArray());
        Verdict verdict = threshold == null
                ? null
                : Gate.judge(List.of(new Claim(metric.name(), evidence, threshold)), GatePolicy.DEFAULT)
                        .get(0);
        return comparison(metric, pairs, threshold, verdict, evidence.estimate().orElse(null));
    }

    static Comparison comparison(
            Metric metric,
            List<Pair> pairs,
            @Nullable Threshold threshold,
            @Nullable Verdict verdict,
            @Nullable Estimate estimate) {
        return Comparison.of(metric, metric.name().replaceFirst("\\..*", ""))
                .withPairs(pairs)
                .withVerdict(threshold, verdict)
                .withEstimate(estimate);
    }

    static Experiment experiment(String run, Instant started, Comparison... comparisons) {
        return experiment(run, started, Tier.KVM, "L2/L1", MACHINE, comparisons);
    }

    static Experiment experiment(
            String run, Instant started, Tier tier, String levels, Fingerprint fingerprint, Comparison... comparisons) {
        LevelPair pair = LevelPair.parse(levels);
        Map<Integer, String> machines = new TreeMap<>(Map.of(0, "L0 host", 1, "L1 hypervisor", 2, "L2 guest"));
        return ExperimentDesign.of(new UUID(run.hashCode(), started.toEpochMilli()), started, tier, pair)
                .withRun(run)
                .withTest("DiskOverheadTests.randomRead")
                .withLab("default")
                .withSubject(machines.getOrDefault(pair.subject().depth(), pair.subject() + " guest"))
                .withReference(machines.getOrDefault(pair.reference().depth(), pair.reference() + " guest"))
                .withSeed(42)
                .withProfile("standard")
                .withStrict(true)
                .withFingerprint(fingerprint)
                .ended(Duration.ofSeconds(61), List.of(comparisons), List.of());
    }

    static Instant day(int number) {
        return START.plus(Duration.ofDays(number));
    }
}
