package org.nestlab.performance;

import static org.nestlab.assertion.NestlabAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.Lab;
import org.nestlab.experiment.Bench;
import org.nestlab.experiment.Experiment;
import org.nestlab.machine.Guest;
import org.nestlab.verdict.Threshold;
import org.nestlab.workload.SysbenchCpu;

/** The performance test of docs/quick-start.md, whose annotation {@code Tag} no reader of that page needs. */
@org.junit.jupiter.api.Tag("full")
@Lab
class FirstThresholdTests {

    @Test
    void l2ComputesHalfAsFastAsL1OrFaster(@L1 Guest l1, @L2 Guest l2, Bench bench) {
        Experiment experiment = bench.expecting("sysbench-cpu-single.events", Threshold.atLeast(0.5))
                .compare(SysbenchCpu.single(), l2, l1);

        assertThat(experiment).meetsItsThresholds();
    }
}
