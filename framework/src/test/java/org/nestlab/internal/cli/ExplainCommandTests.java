package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.fake.Answers.Reply;
import org.nestlab.fake.FakeEngine;
import org.nestlab.fake.FakeGuest;
import org.nestlab.internal.exits.Traced;
import org.nestlab.internal.experiment.FakeStage;
import org.nestlab.internal.experiment.Stage;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Settings;
import org.nestlab.machine.Machine;
import org.nestlab.workload.FakeTestbed;
import org.nestlab.workload.SysbenchText;
import org.nestlab.workload.Timing;
import picocli.CommandLine;

/** On a lab that is nothing, with the real workload. */
class ExplainCommandTests {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final FakeEngine engine = new FakeEngine();
    private List<String> missing = List.of();
    private String measured = SysbenchText.of(1_000);

    private int explain(String... arguments) {
        CommandLine line = NestlabCommand.commandLine();
        CommandLine explain = new CommandLine(new ExplainCommand(() -> engine, this::open));
        explain.setExecutionExceptionHandler(line.getExecutionExceptionHandler());
        explain.setExitCodeExceptionMapper(line.getExitCodeExceptionMapper());
        return explain.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private Stage open(RunningLab lab, Machine subject, Machine reference, Timing timing, Settings settings) {
        assertThat(subject).isSameAs(reference);
        FakeGuest l2 = (FakeGuest) subject;
        Traced.kernel((FakeGuest) l2.parent(), Traced.KVM_EXIT);
        l2.exits(0, 13_694);
        FakeStage stage = FakeStage.ofOne(subject);
        stage.missing = missing;
        stage.testbeds = side -> {
            FakeTestbed testbed = new FakeTestbed();
            testbed.guest.answers.on(
                    command -> command.line().startsWith("sysbench cpu "), command -> Reply.ok(measured));
            return testbed;
        };
        return stage;
    }

    @Test
    void theReasonsAreToldAndTheLabGoes() {
        assertThat(explain("L2:sysbench-cpu-single")).isZero();

        assertThat(out.toString())
                .startsWith("L2:sysbench-cpu-single, ")
                .contains("sysbench-cpu-single.events: 1,000 events/s while exits were counted")
                .contains("13,694 exits");
        assertThat(engine.log).containsExactly("up overhead#1", "down overhead#1");
    }

    @Test
    void jsonIsNothingElse() throws Exception {
        assertThat(explain("--json", "L2:sysbench-cpu-single")).isZero();

        assertThat(new ObjectMapper().readTree(out.toString()).get("target").asText())
                .isEqualTo("L2:sysbench-cpu-single");
    }

    @Test
    void aTargetThatIsNoneIsRefusedBeforeAnyLab() {
        for (String wrong : List.of("L2", "L0:fio-randread-4k", "L3:fio-randread-4k", "fio-randread-4k")) {
            assertThat(explain(wrong)).as(wrong).isNotZero();
            assertThat(err.toString())
                    .contains(
                            "'%s' is not a valid target; expected a guest from L1 to L2 and a workload, like L2:fio-randread-4k"
                                    .formatted(wrong));
        }
        assertThat(explain("L2:fio")).isNotZero();
        assertThat(err.toString()).contains("no workload is called 'fio'");
        assertThat(engine.log).isEmpty();
    }

    @Test
    void aProjectsOwnSentencesAreTold(@TempDir Path folder) throws IOException {
        Path reasons = Files.writeString(folder.resolve("reasons"), "MSR = Our timer is the APIC's.\n");
        System.setProperty("nestlab.reasons", reasons.toString());
        try {
            assertThat(explain("L2:sysbench-cpu-single")).isZero();
            assertThat(out.toString()).containsPattern("\nMSR: The guest used .* Our timer is the APIC's\\.\n");

            Files.writeString(reasons, "MSR\n");
            assertThat(explain("L2:sysbench-cpu-single")).isNotZero();
            assertThat(err.toString()).contains(reasons + ":1: 'MSR' is not a valid line; expected REASON = SENTENCE");
            assertThat(engine.log).hasSize(2);
        } finally {
            System.clearProperty("nestlab.reasons");
        }
    }

    @Test
    void aVisitThatIsNotTrustedIsToldInALine() {
        measured = "FATAL: out of memory\n";

        assertThat(explain("L2:sysbench-cpu-single")).isEqualTo(1);
        assertThat(err.toString()).startsWith("nestlab: ").hasLineCount(1);
        assertThat(engine.log).containsExactly("up overhead#1", "down overhead#1");
    }

    @Test
    void whatTheGuestLacksIsTold() {
        missing = List.of("L2 guest: sysbench is not installed");

        assertThat(explain("L2:sysbench-cpu-single")).isNotZero();
        assertThat(err.toString())
                .contains("L2:sysbench-cpu-single cannot be run: L2 guest: sysbench is not installed");
        assertThat(engine.log).containsExactly("up overhead#1", "down overhead#1");
    }
}
