package org.nestlab.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nestlab.HostNotCapableException;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.Lab;
import org.nestlab.assertion.MetricVerdicts;
import org.nestlab.experiment.Bench;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.workload.SystemIndex;
import org.nestlab.workload.Workload;
import org.opentest4j.TestAbortedException;

/** The system index of each level in the report's first table: in one pair, so that it is shown and not judged. */
@Lab(OverheadLab.class)
class SystemIndexTests {

    @TestFactory
    Stream<DynamicTest> l2BesideL1(@L1 Guest l1, @L2 Guest l2, Bench bench) {
        return MetricVerdicts.asTests(bench.withUnjudgedPairs(1).compare(workloads(l1), l2, l1));
    }

    /** A host that cannot be measured, for example without root, has no row in the table. */
    @TestFactory
    Stream<DynamicTest> l1BesideL0(Host host, @L1 Guest l1, Bench bench) {
        try {
            return MetricVerdicts.asTests(bench.withUnjudgedPairs(1).compare(workloads(l1), l1, host));
        } catch (HostNotCapableException e) {
            throw new TestAbortedException("the report has no row of the host: " + e.getMessage(), e);
        }
    }

    /** One copy and, if L1 has more than one CPU, one copy for each CPU. */
    private static List<Workload> workloads(Guest l1) {
        List<Workload> workloads = new ArrayList<>(List.of(SystemIndex.single()));
        if (Integer.parseInt(l1.run("nproc").orThrow().stdout().strip()) > 1) {
            workloads.add(SystemIndex.perCpu());
        }
        return workloads;
    }
}
