package org.nestlab.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.nestlab.experiment.Difference;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentDesign;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.experiment.LevelPair;
import org.nestlab.spec.Tier;
import org.nestlab.upgrade.Cause;
import org.nestlab.upgrade.Cause.CountChange;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Sample;
import org.nestlab.workload.Metric;

class CausesTests {

    private static StackFacts facts(Map<String, String> identity, Map<String, String> details) {
        return new StackFacts(Tier.EMULATED, new Fingerprint(identity, details), Map.of());
    }

    private static Experiment measured(List<Pair> pairs) {
        Comparison comparison = Comparison.of(Metric.lowerIsBetter("exit-cpuid.cycles", "cycles/exit"), "exit-cpuid")
                .withPairs(pairs);
        return ExperimentDesign.of(new UUID(1, 2), Instant.EPOCH, Tier.EMULATED, LevelPair.parse("L2/L2"))
                .withRun("run")
                .withTest("nestlab gate")
                .withLab("lab")
                .withSubject("candidate")
                .withReference("baseline")
                .withSeed(1)
                .withProfile("quick")
                .ended(Duration.ZERO, List.of(comparison), List.of());
    }

    @Test
    void flagsAndParametersThatAppearedOrVanishedAreTold() {
        Cause cause = Causes.of(
                facts(
                        Map.of("L1.kernel", "6.1"),
                        Map.of("L1.cpu.flags", "fpu npt svm", "L1.kvm_amd.avic", "N", "L1.kvm_amd.npt", "1")),
                facts(
                        Map.of("L1.kernel", "6.12"),
                        Map.of("L1.cpu.flags", "fpu svm vnmi", "L1.kvm_amd.vnmi", "Y", "L1.kvm_amd.npt", "1")),
                List.of());
        assertThat(cause.machines())
                .containsExactly(
                        Difference.of("L1.cpu.flags", "npt", "vnmi"),
                        Difference.of("L1.kernel", "6.1", "6.12"),
                        Difference.of("L1.kvm_amd.avic", "N", ""),
                        Difference.of("L1.kvm_amd.vnmi", "", "Y"));
    }

    @Test
    void exitsAreToldAndOfTheRestWhatMovedMost() {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            pairs.add(new Pair(
                    i,
                    new Sample(100, Map.of("exits", 2.0 + i, "halt_exits", 1.0, "mmu_flushed", 9.0, "irq", 1.01)),
                    new Sample(100, Map.of("exits", 1.0 + i, "halt_exits", 3.0, "mmu_flushed", 1.0, "irq", 1.0)),
                    true,
                    Instant.EPOCH));
        }
        Cause cause = Causes.of(facts(Map.of(), Map.of()), facts(Map.of(), Map.of()), List.of(measured(pairs)));
        assertThat(cause.counts())
                .containsExactly(
                        new CountChange("L2 exit-cpuid.cycles", "exits", 3, 4),
                        new CountChange("L2 exit-cpuid.cycles", "mmu_flushed", 1, 9),
                        new CountChange("L2 exit-cpuid.cycles", "halt_exits", 3, 1));
        assertThat(cause.counts().get(1).ratio()).isEqualTo(9);
    }

    @Test
    void whereNobodyCountsNothingIsTold() {
        Pair pair = new Pair(1, Sample.of(1), Sample.of(1), true, Instant.EPOCH);
        assertThat(Causes.of(facts(Map.of(), Map.of()), facts(Map.of(), Map.of()), List.of(measured(List.of(pair))))
                        .counts())
                .isEmpty();
    }
}
