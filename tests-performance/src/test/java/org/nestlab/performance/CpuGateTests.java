package org.nestlab.performance;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
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
import org.nestlab.workload.ExitProbe;
import org.nestlab.workload.SysbenchCpu;
import org.nestlab.workload.Workload;

/**
 * What each level costs beside the one it runs on. All metrics of a pair of levels share their pairs and their
 * verdict's error rate.
 */
@Lab(OverheadLab.class)
@EnabledOnTier(value = Tier.KVM, because = "elsewhere exact costs say more in less time, and -Pfull measures this too")
class CpuGateTests {

    static final List<Workload> WORKLOADS = List.of(SysbenchCpu.single(), SysbenchCpu.perCpu(), ExitProbe.cpuid());

    @TestFactory
    Stream<DynamicTest> l2AgainstL1(@L1 Guest l1, @L2 Guest l2, Bench bench) {
        return MetricVerdicts.asTests(bench.compare(WORKLOADS, l2, l1));
    }

    @TestFactory
    Stream<DynamicTest> l1AgainstL0(Host host, @L1 Guest l1, Bench bench) {
        return MetricVerdicts.asTests(bench.compare(WORKLOADS, l1, host));
    }
}
