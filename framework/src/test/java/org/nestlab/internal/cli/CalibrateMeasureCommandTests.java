package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.HostNotCapableException;
import org.nestlab.ProvisioningException;
import org.nestlab.experiment.Experiment;
import org.nestlab.fake.Answers.Reply;
import org.nestlab.fake.FakeEngine;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.experiment.FakeStage;
import org.nestlab.internal.experiment.Side;
import org.nestlab.internal.experiment.Stage;
import org.nestlab.internal.history.Histories;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Settings;
import org.nestlab.machine.Machine;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.FakeTestbed;
import org.nestlab.workload.SysbenchText;
import org.nestlab.workload.Testbed;
import org.nestlab.workload.Timing;
import picocli.CommandLine;

/** On a lab that is nothing, with the real workload, experiment, SQLite file and gate. */
class CalibrateMeasureCommandTests {

    private static final String UP_AND_DOWN = "[up overhead#1, down overhead#1]";

    private static final String STATE = "nestlab.state.dir";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final FakeEngine engine = new FakeEngine();
    private final List<FakeStage> stages = new ArrayList<>();
    private final List<Timing> timings = new ArrayList<>();
    private final Random random = new Random(3);

    /** Events per second of a side, with a noise of 2 %. */
    private ToDoubleFunction<Side> speed = side -> 1000 * Math.exp(0.02 * random.nextGaussian());

    private Consumer<FakeStage> prepared = stage -> {};
    private String address = "";

    /** Nothing of these tests goes into the machine's own state folder. */
    @BeforeEach
    void keepInAFile() {
        address = folder.resolve("history.db").toString();
        System.setProperty(STATE, folder.resolve("state").toString());
    }

    @AfterEach
    void forgetTheFolder() {
        System.clearProperty(STATE);
    }

    private int measure(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--history", address, "--workload", "sysbench-cpu-single"));
        all.addAll(List.of(arguments));
        out.getBuffer().setLength(0);
        CommandLine line = NestlabCommand.commandLine();
        CommandLine measure = new CommandLine(new CalibrateMeasureCommand(() -> engine, this::open));
        measure.setExecutionExceptionHandler(line.getExecutionExceptionHandler());
        measure.setExitCodeExceptionMapper(line.getExitCodeExceptionMapper());
        measure.setCaseInsensitiveEnumValuesAllowed(true);
        return measure.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private Stage open(RunningLab lab, Machine subject, Machine reference, Timing timing, Settings settings) {
        assertThat(subject).isSameAs(reference);
        FakeStage stage = FakeStage.ofOne(subject);
        stage.testbeds = this::testbed;
        stages.add(stage);
        timings.add(timing);
        prepared.accept(stage);
        return stage;
    }

    private Testbed testbed(Side side) {
        FakeTestbed testbed = new FakeTestbed();
        testbed.guest.answers.on(
                command -> command.line().startsWith("sysbench cpu "),
                command -> Reply.ok(SysbenchText.of(speed.applyAsDouble(side))));
        return testbed;
    }

    private List<Experiment> kept() {
        try (RunHistory history =
                Histories.open(Optional.of(folder.resolve("history.db").toString()), folder.resolve("pending"))) {
            return history.list(10).stream()
                    .flatMap(it -> history.find(it.id()).stream())
                    .toList();
        }
    }

    @Test
    void asManyPairsAreMeasuredAsWereAskedForWhateverTheySay() {
        assertThat(measure("--pairs", "12")).isZero();

        assertThat(out.toString())
                .startsWith("""
                        L1 hypervisor against itself in 12 pairs
                        replayed as comparisons with a tolerance of 10 %:
                        emulated L1 with itself sysbench-cpu-single.events: 12 pairs
                        """)
                .containsPattern(
                        "events: 12 pairs\n  false alarms 0\\.\\d\\d %, certified without a change (9\\d\\.\\d|100\\.0) %;"
                                + " the smallest drop seen is ([5-9]|10) %, in \\d+ pairs\n"
                                + "  one side called worse than the other in 0 of 1 run\n")
                .contains("emulated L1 with itself sysbench-cpu-single.latency-p95: 12 pairs\n");
        assertThat(engine.log).hasToString(UP_AND_DOWN);
        assertThat(stages).singleElement().satisfies(stage -> {
            assertThat(stage.closed).isTrue();
            assertThat(stage.visits).hasSize(24).contains(Side.SUBJECT, Side.REFERENCE);
        });
    }

    @Test
    void itIsKeptAndCanBeToldFromEveryComparison() {
        measure("--pairs", "9");

        Experiment kept = kept().get(0);
        assertThat(kept.design().levels()).hasToString("L1/L1");
        assertThat(kept.design().withItself()).isTrue();
        assertThat(kept.design().test()).isEqualTo("nestlab calibrate measure");
        assertThat(kept.comparisons()).allSatisfy(comparison -> {
            assertThat(comparison.pairs()).hasSize(9);
            assertThat(comparison.verdict()).isEmpty();
        });
        assertThat(kept.of("sysbench-cpu-single.events").pairs())
                .extracting(Pair::subjectFirst)
                .contains(true, false);
    }

    @Test
    void theRunsOfOneMachineAddUp() {
        measure("--pairs", "8");
        measure("--pairs", "8");
        assertThat(out.toString())
                .contains("sysbench-cpu-single.events: 16 pairs\n")
                .contains("  one side called worse than the other in 0 of 2 runs\n");

        CommandLine calibrate = NestlabCommand.commandLine().setOut(new PrintWriter(out, true));
        out.getBuffer().setLength(0);
        calibrate.execute("calibrate", "--history", folder.resolve("history.db").toString());
        assertThat(out.toString())
                .contains("emulated L1 with itself sysbench-cpu-single.events: 16 pairs\n")
                .contains("  one side called worse than the other in 0 of 2 runs\n")
                .doesNotContain("threshold");
    }

    @Test
    void aSideThatIsCalledWorseFailsWhicheverItIs() {
        for (Side worse : Side.values()) {
            speed = side -> (side == worse ? 800 : 1000) * Math.exp(0.02 * random.nextGaussian());
            assertThat(measure("--pairs", "10")).isEqualTo(1);
        }
        List<String> ids = kept().stream()
                .map(it -> it.design().id().toString().substring(0, 8))
                .toList();
        assertThat(out.toString())
                .containsPattern("  ONE SIDE CALLED WORSE THAN THE OTHER in 2 of 2 runs: " + ids.get(0)
                        + " after [5-9] pairs, " + ids.get(1)
                        + " after [5-9] pairs\\. It is one machine, so that was wrong;"
                        + " more than 2 in 100 say that something here favours one side\n");
    }

    @Test
    void anEarlierFalseAlarmIsShownAndFailsNothingNow() {
        speed = side -> side == Side.SUBJECT ? 800 : 1000;
        measure("--pairs", "8");
        speed = side -> 1000 * Math.exp(0.02 * random.nextGaussian());
        assertThat(measure("--pairs", "8")).isZero();
        assertThat(out.toString()).contains("ONE SIDE CALLED WORSE THAN THE OTHER in 1 of 2 runs");
    }

    @Test
    void aGuestThatDiesInTheMiddleLeavesItsPairsAndNoFigures() {
        prepared = stage -> stage.beforeVisit = visit -> {
            if (visit == 6) {
                throw new ProvisioningException("L1 hypervisor: kernel panic");
            }
        };
        assertThat(measure("--pairs", "8")).isEqualTo(1);

        assertThat(out).hasToString("""
                        L1 hypervisor against itself in 8 pairs
                        sysbench-cpu-single.events cannot be trusted: pair 3 could not be measured to its end: L1 hypervisor: kernel panic
                        sysbench-cpu-single.latency-p10 cannot be trusted: pair 3 could not be measured to its end: L1 hypervisor: kernel panic
                        sysbench-cpu-single.latency-p95 cannot be trusted: pair 3 could not be measured to its end: L1 hypervisor: kernel panic
                        """);
        assertThat(engine.log).hasToString(UP_AND_DOWN);
        assertThat(kept().get(0).comparisons()).allSatisfy(comparison -> {
            assertThat(comparison.pairs()).hasSize(2);
            assertThat(comparison.verdict()).containsInstanceOf(Verdict.Invalid.class);
        });
    }

    @Test
    void theLabGoesDownHoweverItEnds() {
        prepared = stage -> {
            throw new HostNotCapableException("L0 host: only root can");
        };
        assertThat(measure("--level", "L0")).isEqualTo(1);
        prepared = stage -> stage.missing = List.of("L1 hypervisor: no sysbench");
        assertThat(measure()).isEqualTo(2);
        assertThat(engine.log).containsExactly("up overhead#1", "down overhead#1", "up overhead#2", "down overhead#2");
        assertThat(stages).allSatisfy(stage -> assertThat(stage.visits).isEmpty());
        assertThat(err).hasToString("""
                nestlab: L0 host: only root can
                nestlab: not everything that is to be measured can be: L1 hypervisor: no sysbench
                """);
    }

    @Test
    void everyLevelOfTheLabCanBeMeasured() {
        measure("--level", "L2", "--pairs", "8", "--profile", "thorough");
        assertThat(out.toString()).startsWith("L2 guest against itself in 8 pairs\n");
        measure("--level", "L0", "--pairs", "8", "--profile", "quick");
        assertThat(out.toString())
                .startsWith("L0 host against itself in 8 pairs\n")
                .contains("emulated L0 with itself sysbench-cpu-single.events: 8 pairs\n");
        assertThat(timings).extracting(it -> it.measure().toSeconds()).containsExactly(10L, 2L);
    }

    @Test
    void itCalibratesWhereNothingIsKept() {
        address = "off";
        assertThat(measure("--pairs", "8")).isZero();
        assertThat(out.toString()).contains("sysbench-cpu-single.events: 8 pairs\n");
    }

    @Test
    void itCalibratesWhereTheHistoryCannotBeRead() throws IOException {
        Files.writeString(Path.of(address), "these are my notes, not a database. ".repeat(100));
        assertThat(measure("--pairs", "8")).isZero();
        assertThat(out.toString())
                .contains("note: only these pairs, as earlier ones cannot be read: the history " + address)
                .contains("sysbench-cpu-single.events: 8 pairs\n");
    }

    @Test
    void whatIsNotUnderstoodBringsUpNoLab() {
        assertThat(measure("--level", "L3")).isEqualTo(2);
        assertThat(measure("--pairs", "7")).isEqualTo(2);
        assertThat(measure("--workload", "sysbench")).isEqualTo(2);
        assertThat(measure("--profile", "slow")).isEqualTo(2);
        assertThat(err.toString()).startsWith("""
                nestlab: --level is 'L3'; expected one of L0 to L2
                nestlab: --pairs is 7; expected 8 or more, as fewer say too little about noise
                nestlab: no workload is called 'sysbench': there are fio-randread-4k,""");
        assertThat(engine.log).isEmpty();
    }
}
