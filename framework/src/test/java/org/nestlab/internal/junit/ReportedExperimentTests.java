package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.Lab;
import org.nestlab.assertion.JudgedCollector;
import org.nestlab.assertion.NestlabAssertions;
import org.nestlab.experiment.Bench;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ThresholdExceededError;
import org.nestlab.fake.FakeEngine;
import org.nestlab.fake.OwnWorkload;
import org.nestlab.internal.experiment.FakeStage;
import org.nestlab.machine.Guest;
import org.nestlab.spi.LabEvent;
import org.nestlab.verdict.Threshold;

/** What listeners receive of a test that measures and asks for verdicts, from the bench to the last listener. */
class ReportedExperimentTests {

    private static final String METRIC = "own-speed.rate";

    @TempDir
    Path folder;

    @Lab(Labs.A.class)
    static class Measuring {
        @Test
        void expectsMoreThanThereIs(@L1 Guest l1, @L2 Guest l2, Bench bench) {
            Experiment experiment =
                    bench.expecting(METRIC, Threshold.atLeast(1.5)).compare(new OwnWorkload(), l2, l1);
            NestlabAssertions.assertThat(experiment).meetsItsThresholds();
        }
    }

    @BeforeEach
    void forget() {
        JudgedCollector.ENDED.clear();
        JudgedCollector.TOLD.clear();
        EvidenceCollector.TOLD.clear();
    }

    private TestRun run(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("nestlab.state.dir", folder.resolve("state").toString());
        all.put("nestlab.output.dir", folder.resolve("output").toString());
        all.put("nestlab.history", "off");
        all.put("nestlab.progress", "off");
        return TestRun.of(
                new FakeEngine(),
                (lab, subject, reference, timing, own) -> FakeStage.between(subject, reference),
                all,
                Measuring.class);
    }

    @Test
    void anExperimentAndTheVerdictsThatTheTestAsksForArriveOnce() {
        assertThat(run(Map.of()).failures()).singleElement().isInstanceOf(ThresholdExceededError.class);

        assertThat(JudgedCollector.ENDED).hasSize(1);
        Experiment experiment = JudgedCollector.ENDED.get(0);
        assertThat(experiment.design().test()).isEqualTo("Measuring.expectsMoreThanThereIs");
        assertThat(experiment.comparisons())
                .extracting(comparison -> comparison.metric().name())
                .containsExactly(METRIC);
        assertThat(JudgedCollector.TOLD)
                .containsExactly(new JudgedCollector.Judged(experiment, experiment.comparisons()));
    }

    @Test
    void noFigureArrivesAsEvidenceOfTheLabToo() {
        run(Map.of());

        // the message of the failure, which FakeLab makes a console of
        assertThat(EvidenceCollector.TOLD).extracting(LabEvent.Evidence::name).allMatch("console"::equals);
    }

    @Test
    void aRunThatIsNotReportedKeepsBothFromTheListeners() {
        assertThat(run(Map.of("nestlab.report", "off")).failures())
                .singleElement()
                .isInstanceOf(ThresholdExceededError.class);

        assertThat(JudgedCollector.ENDED).isEmpty();
        assertThat(JudgedCollector.TOLD).isEmpty();
    }
}
