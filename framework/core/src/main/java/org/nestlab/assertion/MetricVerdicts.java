package org.nestlab.assertion;

import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.DynamicTest;
import org.nestlab.experiment.Experiment;

/** An experiment's verdicts as tests of their own. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MetricVerdicts {

    private MetricVerdicts() {}

    /**
     * One test for each metric, for a method with {@code @TestFactory}. All metrics have been measured before the first
     * of them can fail. A metric that is not judged fails only if its measurement is invalid.
     *
     * <pre>{@code
     * @TestFactory
     * Stream<DynamicTest> l2AgainstL1(@L1 Guest l1, @L2 Guest l2, Bench bench) {
     *     return MetricVerdicts.asTests(bench.compare(SysbenchCpu.single(), l2, l1));
     * }
     * }</pre>
     */
    public static Stream<DynamicTest> asTests(Experiment experiment) {
        return experiment.comparisons().stream()
                .map(comparison -> comparison.metric().name())
                .map(metric -> DynamicTest.dynamicTest(
                        metric, () -> NestlabAssertions.assertThat(experiment).meetsThreshold(metric)));
    }
}
