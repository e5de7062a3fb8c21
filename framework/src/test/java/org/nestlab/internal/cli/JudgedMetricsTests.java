package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nestlab.experiment.Experiment;

/** A gate that was told which metrics it is to judge. */
class JudgedMetricsTests extends GateFixture {

    private int judging(String metric) {
        return gate(
                "--candidate",
                "L1.cmdline=debug",
                "--workload",
                "L1:sysbench-cpu-single,L2:sysbench-cpu-single",
                "--judge",
                metric);
    }

    @Test
    void whatIsNotToBeJudgedIsShownAndCountsNeitherWay() {
        labs.speed = lab -> (lab.endsWith("candidate") ? 700 : 1000) * labs.noise();

        assertThat(judging("L2:sysbench-cpu-single.events")).isEqualTo(1);

        assertThat(labs.out.toString())
                .containsPattern("  sysbench-cpu-single.latency-p10 +not judged +ratio 0\\.[67]")
                .containsPattern("\nworse: L2 sysbench-cpu-single.events \\(");
        assertThat(kept())
                .flatExtracting(Experiment::comparisons)
                .filteredOn(comparison -> comparison.verdict().isPresent())
                .extracting(comparison -> comparison.metric().name())
                .containsExactly("sysbench-cpu-single.events");
    }

    @Test
    void aWholeWorkloadCanBeJudged() {
        assertThat(judging("L1:sysbench-cpu-single")).isZero();
        assertThat(labs.out.toString())
                .contains("\ngood: 3 of 6 metrics were to be judged, and are within their limits (");
        assertThat(kept())
                .filteredOn(it -> it.design().levels().toString().equals("L1/L1"))
                .flatExtracting(Experiment::comparisons)
                .hasSize(3)
                .allMatch(comparison -> comparison.verdict().isPresent());
    }

    @Test
    void whatIsNotMeasuredCannotBeJudged() {
        assertThat(judging("L2:exit-cpuid.cycles")).isEqualTo(2);
        assertThat(labs.err.toString())
                .contains(
                        "'L2:exit-cpuid.cycles' cannot be judged, because it is not measured: there are L1:sysbench-cpu-single, L1:sysbench-cpu-single.events, ");
        assertThat(labs.engine.log).isEmpty();
    }
}
