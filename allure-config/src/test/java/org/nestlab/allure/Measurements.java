package org.nestlab.allure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentDesign;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.experiment.LevelPair;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Evidence;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Sample;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Metric;

/** Experiments that were never made. */
final class Measurements {

    static final Metric IOPS = Metric.higherIsBetter("fio-randread-4k.iops", "IOPS");
    static final Metric EVENTS = Metric.higherIsBetter("sysbench-cpu.events", "events/s");
    static final Metric EXITS = Metric.lowerIsBetter("exit-probe.cpuid", "ns");

    private static final Threshold FLOOR = new Threshold.AtLeast(0.45, "thresholds.yaml:12", false);

    private Measurements() {}

    static Comparison within() {
        return comparison(EVENTS, 0.9, FLOOR, new Verdict.Within("0.900, expected 0.45"));
    }

    static Comparison exceeded() {
        return comparison(IOPS, 0.3, FLOOR, new Verdict.Exceeded("0.300 of the reference"));
    }

    static Comparison notJudged() {
        return comparison(EXITS, 0.1, null, null);
    }

    private static Comparison comparison(
            Metric metric, double ratio, @Nullable Threshold threshold, @Nullable Verdict verdict) {
        List<Pair> pairs = IntStream.rangeClosed(1, 9)
                .mapToObj(number -> new Pair(
                        number,
                        Sample.of(metric.better() == Metric.Better.HIGHER ? 100 * ratio : 100 / ratio),
                        Sample.of(100 + 0.1 * number),
                        number % 3 == 0,
                        Instant.EPOCH.plusSeconds(number)))
                .toList();
        Evidence evidence = Evidence.of(
                pairs.stream().mapToDouble(pair -> pair.lnRatio(metric)).toArray());
        return Comparison.of(metric, metric.name().replaceFirst("\\..*", ""))
                .withSettings(Map.of("block", "4 KiB"))
                .withFacts(Map.of("fio", "3.33"))
                .withPairs(pairs)
                .withRejected(List.of("pair 4: L2 guest: fio's JSON ends in the middle"))
                .withUnproven(List.of("L2 guest: bytes read: not provable: run as root (9 of 9 pairs)"))
                .withVerdict(threshold, verdict)
                .withEstimate(evidence.estimate().orElse(null));
    }

    static Experiment experiment(String id, Comparison... comparisons) {
        return ExperimentDesign.of(
                        UUID.fromString("0a1b2c3d-0000-4000-8000-00000000" + id),
                        Instant.parse("2026-11-23T12:00:00Z"),
                        Tier.EMULATED,
                        LevelPair.parse("L2/L1"))
                .withRun("run-1")
                .withTest("DiskTests.reads")
                .withLab("kvm-in-kvm")
                .withSubject("L2 guest")
                .withReference("L1 hypervisor")
                .withSeed(42)
                .withProfile("quick")
                .withSetup(Map.of("vcpus", "2"))
                .withFingerprint(new Fingerprint(
                        Map.of(
                                "tier", "emulated",
                                "image", "1f2e3d4c",
                                "L0.kernel", "6.1.0-41-amd64",
                                "L0.qemu", "10.0.2 (1:10.0.2+ds-2~bpo12)",
                                "L1.kernel", "6.1.0-28-cloud-amd64",
                                "L1.cpu", "AMD EPYC",
                                "L2.kernel", "6.1.0-28-cloud-amd64",
                                "L2.cpu", "AMD EPYC (nested)"),
                        Map.of("L0.governor", "performance", "L2.cpus", "2")))
                .ended(Duration.ofSeconds(61), List.of(comparisons), List.of("pair 2: the host was not quiet"));
    }
}
