package org.nestlab.performance;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.nestlab.EnabledOnTier;
import org.nestlab.HostNotCapableException;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.Lab;
import org.nestlab.assertion.MetricVerdicts;
import org.nestlab.experiment.Bench;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.spec.Tier;
import org.nestlab.workload.Fio;
import org.nestlab.workload.Workload;
import org.opentest4j.TestAbortedException;

/**
 * What each level costs beside the one it runs on. All metrics of a pair of levels share their pairs and their
 * verdict's error rate.
 */
@Lab(OverheadLab.class)
class DiskGateTests {

    static final List<Workload> WORKLOADS = List.of(Fio.randomRead4k(), Fio.randomWrite4k());

    @TestFactory
    Stream<DynamicTest> l2AgainstL1(@L1 Guest l1, @L2 Guest l2, Bench bench) {
        return MetricVerdicts.asTests(bench.compare(WORKLOADS, l2, l1));
    }

    @TestFactory
    @EnabledOnTier(value = Tier.KVM, because = "elsewhere it is the price of emulation, which one pair shows")
    Stream<DynamicTest> l1AgainstL0(Host host, @L1 Guest l1, Bench bench) {
        return MetricVerdicts.asTests(bench.compare(WORKLOADS, l1, host));
    }

    /**
     * The host's row in the report's table, which says nothing about nesting: in one pair. A host that cannot be
     * measured, for example without root or without a loop device, as in a container, has no such row.
     */
    @TestFactory
    @EnabledOnTier(value = Tier.EMULATED, because = "on hardware L1 is judged against L0")
    Stream<DynamicTest> l1BesideL0(Host host, @L1 Guest l1, Bench bench) {
        try {
            return MetricVerdicts.asTests(bench.withUnjudgedPairs(1).compare(WORKLOADS, l1, host));
        } catch (HostNotCapableException e) {
            throw new TestAbortedException("the report has no row of the host: " + e.getMessage(), e);
        }
    }

    /** The same in as many pairs as an interval takes. */
    @TestFactory
    @Tag("full")
    @EnabledOnTier(value = Tier.EMULATED, because = "on hardware L1 is judged against L0")
    Stream<DynamicTest> l1AgainstL0InPairs(Host host, @L1 Guest l1, Bench bench) {
        return MetricVerdicts.asTests(bench.compare(WORKLOADS, l1, host));
    }
}
