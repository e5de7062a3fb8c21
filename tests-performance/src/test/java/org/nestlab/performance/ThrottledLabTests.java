package org.nestlab.performance;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;
import static org.nestlab.assertion.NestlabAssertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.Lab;
import org.nestlab.LabDefinition;
import org.nestlab.experiment.Bench;
import org.nestlab.machine.Guest;
import org.nestlab.spec.LabSpec;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Threshold;
import org.nestlab.workload.Fio;

/**
 * The gate fails what it must: L2's disk is made slower on purpose, on real guests, in a run with a history of its own.
 */
@Tag("self")
class ThrottledLabTests {

    private static final String METRIC = "fio-randread-4k.iops";

    @TempDir
    Path own;

    @Test
    void aDiskAtHalfItsSpeedExceedsTheThreshold() {
        Events tests = run("halfSpeed");

        tests.assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test(),
                                finishedWithFailure(
                                        instanceOf(AssertionError.class),
                                        message(text -> text.startsWith(
                                                "L2/L1 fio-randread-4k.iops: worse than its threshold")))));
    }

    @Test
    @Tag("full")
    void aDiskAtNineTenthsOfItsSpeedIsNotCalledGood() {
        Events tests = run("nineTenths");

        assertThat(tests.succeeded().count()).isZero();
        assertThat(tests.finished().count()).isEqualTo(1);
    }

    private Events run(String method) {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .enableImplicitConfigurationParameters(true)
                .configurationParameter(
                        "nestlab.history", own.resolve("history.db").toString())
                .configurationParameter("nestlab.report", "off")
                .configurationParameter(
                        "nestlab.output.dir", own.resolve("output").toString())
                .selectors(selectMethod(Sample.class, method, Guest.class, Guest.class, Bench.class))
                .execute();
        assertThat(results.containerEvents().failed().map(Object::toString).toList())
                .isEmpty();
        return results.testEvents();
    }

    /** Named for itself: what is slow on purpose is no figure of the overhead lab. */
    static final class SlowDiskLab implements LabDefinition {
        @Override
        public LabSpec spec() {
            return LabSpec.overhead().withName("throttled");
        }
    }

    @Lab(SlowDiskLab.class)
    static class Sample {

        @Test
        void halfSpeed(@L1 Guest l1, @L2 Guest l2, Bench bench) {
            throttled(0.5, 0.75, l1, l2, bench);
        }

        @Test
        void nineTenths(@L1 Guest l1, @L2 Guest l2, Bench bench) {
            throttled(0.9, 0.95, l1, l2, bench);
        }

        /** Measures how fast L2 is, asks for a part of that, and lets it be only as fast as a smaller part. */
        private static void throttled(double part, double asked, Guest l1, Guest l2, Bench bench) {
            Comparison free = bench.expecting(METRIC, Threshold.atLeast(0.001))
                    .compare(Fio.randomRead4k(), l2, l1)
                    .of(METRIC);
            l2.throttleScratchDisk(Math.round(part * median(free)));
            double ratio = free.estimate().orElseThrow().ratio();
            assertThat(bench.expecting(METRIC, Threshold.atLeast(asked * ratio)).compare(Fio.randomRead4k(), l2, l1))
                    .meetsThreshold(METRIC);
        }

        private static double median(Comparison comparison) {
            List<Double> sorted = comparison.pairs().stream()
                    .map(pair -> pair.subject().value())
                    .sorted()
                    .toList();
            return sorted.get(sorted.size() / 2);
        }
    }
}
