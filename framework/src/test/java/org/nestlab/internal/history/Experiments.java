package org.nestlab.internal.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentDesign;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.experiment.LevelPair;
import org.nestlab.history.EvidenceQuery;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Estimate;
import org.nestlab.verdict.GatePolicy;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Sample;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Metric;

/** Experiments for tests. */
public final class Experiments {

    public static final Metric IOPS = Metric.higherIsBetter("fio-randread-4k.iops", "IOPS");
    public static final Metric LATENCY = Metric.lowerIsBetter("fio-qd1.latency", "µs");
    public static final Instant START = Instant.parse("2026-11-23T20:00:00.123456789Z");
    public static final Fingerprint MACHINE = new Fingerprint(
            Map.of("tier", "emulated", "L0.cpu", "AMD EPYC", "L1.kernel", "6.1.0-41"),
            Map.of("L0.governor", "performance"));
    public static final Threshold LIMIT = Threshold.atLeast(0.45);

    private Experiments() {}

    /** An inconclusive comparison of one metric, begun some time after {@link #START}. */
    public static Experiment inconclusive(Duration after) {
        return experiment(after, comparison(IOPS, LIMIT, new Verdict.Inconclusive("2 pairs of at least 5")));
    }

    public static Experiment experiment(Duration after, Comparison... comparisons) {
        return with(START.plus(after), MACHINE, Map.of("vcpus", "2"), comparisons);
    }

    public static Experiment with(
            Instant started, Fingerprint fingerprint, Map<String, String> setup, Comparison... comparisons) {
        return ExperimentDesign.of(UUID.randomUUID(), started, Tier.EMULATED, LevelPair.parse("L2/L1"))
                .withRun("run-1")
                .withTest("DiskOverheadTests.randomRead")
                .withLab("default")
                .withSubject("L2 guest")
                .withReference("L1 hypervisor")
                .withSeed(-8_123_456_789L)
                .withProfile("quick")
                .withSetup(setup)
                .withFingerprint(fingerprint)
                .ended(Duration.ofSeconds(61, 5), List.of(comparisons), List.of("clock skew 0.3 %"));
    }

    /** The same experiment, made by another test run. */
    public static Experiment ofRun(String run, Experiment it) {
        return it.design().withRun(run).ended(it.took(), it.comparisons(), it.notes());
    }

    public static Comparison comparison(Metric metric, @Nullable Threshold threshold, @Nullable Verdict verdict) {
        return comparison(metric, threshold, verdict, pairs(2));
    }

    public static Comparison comparison(
            Metric metric, @Nullable Threshold threshold, @Nullable Verdict verdict, List<Pair> pairs) {
        return Comparison.of(metric, "fio-randread-4k")
                .withSettings(Map.of("iodepth", "128"))
                .withFacts(Map.of("fio", "3.33"))
                .withPairs(pairs)
                .withVerdict(threshold, verdict)
                .withEstimate(new Estimate(0.48, 0, Double.POSITIVE_INFINITY, 0.95, pairs.size()));
    }

    /** Asks for the evidence about a metric as {@link #comparison} has it, judged by {@link #LIMIT}. */
    public static EvidenceQuery query(Experiment atHand, Metric metric) {
        Comparison like = comparison(metric, LIMIT, null);
        return new EvidenceQuery(atHand.design(), metric, like.workload(), like.settings(), LIMIT);
    }

    /** Pairs of their own values. */
    public static List<Pair> pairs(int count) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            double value = 10_000 + Math.random();
            pairs.add(new Pair(
                    i,
                    new Sample(value / 3, Map.of("exits", 1.5 + i)),
                    Sample.of(value),
                    i % 2 == 0,
                    START.plusNanos(i)));
        }
        return pairs;
    }

    /** One of each shape that there is. */
    public static Experiment ofAllShapes() {
        List<Pair> odd = List.of(new Pair(
                7,
                new Sample(Double.MIN_VALUE, Map.of("exits", Double.POSITIVE_INFINITY, "½ \"x\"", -0.0)),
                Sample.of(Double.MAX_VALUE),
                true,
                Instant.parse("1969-12-31T23:59:59.999999999Z")));
        Comparison within = Comparison.of(IOPS, "fio-randread-4k")
                .withCarried(odd)
                .withPairs(pairs(3))
                .withRejected(List.of("the host was busy", ""))
                .withUnproven(List.of("L2 guest: \"bytes\": not provable: run as root (1 of 3 pairs)", ""))
                .withVerdict(new Threshold.NoWorse(0.1, "thresholds.yaml:12", true), new Verdict.Within("ok"))
                .withEstimate(new Estimate(1, 0, Double.POSITIVE_INFINITY, 0.95, 4));
        Comparison bare = Comparison.of(LATENCY, "fio-qd1")
                .withSettings(Map.of("ä", "ö"))
                .withFacts(Map.of("\0", "\ud83d\ude00"));
        Experiment plain = experiment(
                Duration.ZERO,
                within,
                bare,
                comparison(IOPS, LIMIT, new Verdict.Exceeded("0.41 < 0.45")),
                comparison(IOPS, LIMIT, new Verdict.Inconclusive("")),
                comparison(IOPS, LIMIT, new Verdict.Invalid("half a character: \ud800")),
                comparison(IOPS, null, null));
        return ExperimentDesign.of(
                        plain.design().id(),
                        plain.design().started(),
                        Tier.KVM,
                        plain.design().levels())
                .withRun("run \0 \udfff")
                .withTest("Tëst.日本語")
                .withLab("'; DROP TABLE experiment; --")
                .withSubject("L2 \"guest\"")
                .withReference("L1\nhypervisor")
                .withSeed(Long.MIN_VALUE)
                .withPolicy(new GatePolicy(0.001, 0.2, 1, 80))
                .withStrict(true)
                .ended(Duration.ofSeconds(-1, 7), plain.comparisons(), List.of());
    }
}
