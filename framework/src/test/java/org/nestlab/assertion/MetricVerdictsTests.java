package org.nestlab.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nestlab.experiment.Measured.comparison;
import static org.nestlab.experiment.Measured.experiment;
import static org.nestlab.experiment.Measured.judged;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ThresholdExceededError;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Metric;

class MetricVerdictsTests {

    private static final Metric SLOW = Metric.higherIsBetter("fio.iops", "IOPS");
    private static final Metric SEEN = Metric.higherIsBetter("cpu.one", "events/s");

    @Test
    void eachMetricIsATestAndOneThatIsWorseFailsAlone() {
        Experiment experiment = experiment(
                Tier.EMULATED,
                "L2/L1",
                false,
                judged(SLOW, 30, 100, 9, Threshold.atLeast(0.45), new Verdict.Exceeded("0.300 of the reference")),
                comparison(SEEN, 1, 100, 9));

        List<DynamicTest> tests = MetricVerdicts.asTests(experiment).toList();

        assertThat(tests).extracting(DynamicTest::getDisplayName).containsExactly("fio.iops", "cpu.one");
        assertThatThrownBy(() -> tests.get(0).getExecutable().execute())
                .isInstanceOf(ThresholdExceededError.class)
                .hasMessageStartingWith("L2/L1 fio.iops: worse than its threshold");
        assertThatCode(() -> tests.get(1).getExecutable().execute()).doesNotThrowAnyException();
    }
}
