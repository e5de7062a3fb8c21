package org.nestlab.performance;

import static org.nestlab.assertion.NestlabAssertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.Lab;
import org.nestlab.experiment.Bench;
import org.nestlab.experiment.Experiment;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.suite.Suites;
import org.nestlab.workload.UnixBench;
import org.nestlab.workload.Workload;

/** UnixBench with one copy and with one for each CPU, as far as an installation is configured: it is in no package. */
@Tag("full")
@Lab(TwoCpuLab.class)
class UnixBenchTests {

    @Test
    void l2AgainstL1(@L1 Guest l1, @L2 Guest l2, Bench bench, Suites suites, TestReporter reporter) {
        report(bench.compare(workloads(suites), l2, l1), reporter);
    }

    @Test
    void l1AgainstL0(Host host, @L1 Guest l1, Bench bench, Suites suites, TestReporter reporter) {
        report(bench.compare(workloads(suites), l1, host), reporter);
    }

    private static void report(Experiment experiment, TestReporter reporter) {
        experiment
                .comparisons()
                .forEach(c -> reporter.publishEntry(
                        c.metric().name(), c.estimate().map(Object::toString).orElse("nothing that counts")));
        assertThat(experiment).meetsItsThresholds();
    }

    private static List<Workload> workloads(Suites suites) {
        Path installed = suites.unixBench();
        return List.of(
                UnixBench.single(installed).quick(), UnixBench.perCpu(installed).quick());
    }
}
