package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.Explain;
import org.nestlab.Lab;
import org.nestlab.LabConfigurationException;
import org.nestlab.assertion.NestlabAssertions;
import org.nestlab.explain.Explanation;
import org.nestlab.fake.FakeEngine;
import org.nestlab.fake.FakeGuest;
import org.nestlab.internal.exits.Traced;
import org.nestlab.internal.experiment.FakeStage;
import org.nestlab.internal.experiment.Stage;
import org.nestlab.machine.Machine;

/** An explanation as a parameter, from the annotation to the listeners. */
class ExplanationParameterTests {

    @TempDir
    Path folder;

    private List<String> missing = List.of();

    @Lab(Labs.A.class)
    static class Asking {
        @Test
        void why(@Explain("L2:own-speed") Explanation explanation) {
            NestlabAssertions.assertThat(explanation)
                    .countsEveryExit()
                    .hasMostFrequentReason("MSR")
                    .hasExitsPerOperationAtMost("MSR", 3.5);
        }
    }

    @Lab(Labs.A.class)
    static class AskingOfNothing {
        @Test
        void why(Explanation explanation) {}
    }

    @Lab(Labs.A.class)
    static class AskingOfALevelThatThereIsNot {
        @Test
        void why(@Explain("L3:own-speed") Explanation explanation) {}
    }

    @BeforeEach
    void forget() {
        ExplanationCollector.TOLD.clear();
    }

    private TestRun run(Map<String, String> settings, Class<?> type) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("nestlab.state.dir", folder.resolve("state").toString());
        all.put("nestlab.output.dir", folder.resolve("output").toString());
        all.put("nestlab.history", "off");
        return TestRun.of(
                new FakeEngine(), (lab, subject, reference, timing, own) -> counted(subject, reference), all, type);
    }

    private Stage counted(Machine subject, Machine reference) {
        assertThat(subject).isSameAs(reference);
        FakeGuest l2 = (FakeGuest) subject;
        Traced.kernel((FakeGuest) l2.parent(), Traced.KVM_EXIT);
        l2.exits(0, 13_694);
        FakeStage stage = FakeStage.ofOne(subject);
        stage.missing = missing;
        return stage;
    }

    @Test
    void theTestAndTheListenersGetTheSameFigures() throws Exception {
        TestRun run = run(Map.of(), Asking.class);

        assertThat(run.messages())
                .singleElement()
                .asString()
                .startsWith("L2 guest, L2:own-speed: the guest exits too often for the reason MSR")
                .contains("observed: unknown, as the workload counts no operations", "MSR           3,332");
        assertThat(ExplanationCollector.TOLD).singleElement().satisfies(told -> {
            assertThat(told.target()).isEqualTo("L2:own-speed");
            assertThat(told.text())
                    .startsWith("L2:own-speed, ")
                    .contains("13,694 exits")
                    .endsWith("\n");
        });
        String json = ExplanationCollector.TOLD.get(0).json();
        assertThat(new ObjectMapper()
                        .readTree(json)
                        .get("levels")
                        .get(0)
                        .get("exits")
                        .asInt())
                .isEqualTo(13_694);
    }

    @Test
    void aRunThatIsNotReportedTellsNoListener() {
        run(Map.of("nestlab.report", "off"), Asking.class);

        assertThat(ExplanationCollector.TOLD).isEmpty();
    }

    @Test
    void whatIsWrongIsSaidBeforeAnyLabComesUp() {
        TestRun nothing = run(Map.of(), AskingOfNothing.class);
        TestRun level = run(Map.of(), AskingOfALevelThatThereIsNot.class);

        assertThat(nothing.failures())
                .singleElement()
                .satisfies(
                        failure -> assertThat(failure)
                                .isInstanceOf(LabConfigurationException.class)
                                .hasMessage(
                                        "parameter 'explanation' of AskingOfNothing.why is an Explanation and does not say of what; expected @Explain(\"L2:fio-randread-4k\")"));
        assertThat(level.messages())
                .singleElement()
                .asString()
                .isEqualTo(
                        "'L3:own-speed' is not a valid target; expected a guest from L1 to L2 and a workload, like L2:fio-randread-4k");
        assertThat(nothing.log()).isEmpty();
        assertThat(level.log()).isEmpty();
    }

    @Test
    void whatTheGuestLacksIsTold() {
        missing = List.of("L2 guest: sha256sum is not installed");

        assertThat(run(Map.of(), Asking.class).messages())
                .containsExactly("L2:own-speed cannot be run: L2 guest: sha256sum is not installed");
    }

    @Test
    void itsLabIsBootedAsThatOfABench() {
        assertThat(MeasuredClasses.contain(Asking.class)).isTrue();
    }
}
