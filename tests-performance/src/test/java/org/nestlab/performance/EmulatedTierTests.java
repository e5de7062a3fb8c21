package org.nestlab.performance;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.nestlab.EnabledOnTier;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.Lab;
import org.nestlab.assertion.MetricVerdicts;
import org.nestlab.experiment.Bench;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.spec.Tier;

/**
 * What the usual run measures of CPUs on the tier {@code kvm} only: on the emulated tier, figures by the clock are weak
 * and take minutes.
 */
@Tag("full")
@EnabledOnTier(Tier.EMULATED)
@Lab(TwoCpuLab.class)
class EmulatedTierTests {

    @TestFactory
    Stream<DynamicTest> cpuOfL2AgainstL1(@L1 Guest l1, @L2 Guest l2, Bench bench) {
        return MetricVerdicts.asTests(bench.compare(CpuGateTests.WORKLOADS, l2, l1));
    }

    @TestFactory
    Stream<DynamicTest> cpuOfL1AgainstL0(Host host, @L1 Guest l1, Bench bench) {
        return MetricVerdicts.asTests(bench.compare(CpuGateTests.WORKLOADS, l1, host));
    }
}
