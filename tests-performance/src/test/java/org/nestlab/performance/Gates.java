package org.nestlab.performance;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.nestlab.assertion.NestlabAssertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.nestlab.experiment.Experiment;

/** An experiment's verdicts as tests: all metrics are measured before the first can fail. */
final class Gates {

    private Gates() {}

    /** One test for each metric; those that are not judged fail only where the measurement is invalid. */
    static Stream<DynamicTest> of(Experiment experiment) {
        return experiment.comparisons().stream()
                .map(comparison -> comparison.metric().name())
                .map(metric -> dynamicTest(metric, () -> assertThat(experiment).meetsThreshold(metric)));
    }
}
