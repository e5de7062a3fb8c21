package org.nestlab.internal.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentDesign;
import org.nestlab.experiment.LevelPair;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.GatePolicy;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Threshold;
import org.nestlab.workload.Workload;

/** Experiments as tests want them: a stage, workloads, thresholds, run at once. */
final class Experiments {

    final FakeStage stage = new FakeStage();
    final List<Workload> workloads = new ArrayList<>();
    final Map<String, Threshold> thresholds = new HashMap<>();
    final Map<String, List<Pair>> carried = new HashMap<>();
    final List<String> progress = new ArrayList<>();
    ExperimentTime time = ExperimentTime.exactly(Duration.ofMinutes(5));
    GatePolicy policy = GatePolicy.DEFAULT;
    long seed = 1;
    int unjudgedPairs = GatePolicy.DEFAULT.minPairs();
    /** What the clock goes on by at each look. */
    Duration tick = Duration.ZERO;

    private long now;

    static ExperimentDesign design(long seed, GatePolicy policy) {
        return ExperimentDesign.of(
                        UUID.fromString("00000000-0000-4000-8000-000000000001"),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Tier.EMULATED,
                        LevelPair.parse("L2/L1"))
                .withRun("run-1")
                .withTest("SomeTests.some")
                .withLab("kvm-in-kvm")
                .withSubject("L2 guest")
                .withReference("L1 hypervisor")
                .withSeed(seed)
                .withProfile("quick")
                .withPolicy(policy);
    }

    Experiment run() {
        ExperimentPlan plan =
                new ExperimentPlan(design(seed, policy), List.of(), workloads, thresholds, unjudgedPairs, time);
        AllMetricSeries series = new AllMetricSeries(
                plan, (workload, metric, threshold) -> carried.getOrDefault(metric.name(), List.of()));
        return new PairedExperiment(plan, stage, series, new Recorder(), () -> now += tick.toNanos()).run();
    }

    /** Runs, and gives the one comparison. */
    Comparison only() {
        List<Comparison> comparisons = run().comparisons();
        assertThat(comparisons).hasSize(1);
        return comparisons.get(0);
    }

    /** Adds a workload with a true ratio, its metric w.speed judged by a limit. */
    ScriptedWorkload judged(double ratio, double limit) {
        ScriptedWorkload workload = ScriptedWorkload.ratio("w", stage, ratio);
        workloads.add(workload);
        thresholds.put("w.speed", Threshold.atLeast(limit));
        return workload;
    }

    private final class Recorder implements Progress {
        @Override
        public void pair(int number, AllMetricSeries series, Duration took) {
            progress.add("pair " + number);
        }

        @Override
        public void broken(int number, String why, Duration took) {
            progress.add(why);
        }
    }
}
