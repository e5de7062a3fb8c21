package org.nestlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.ProvisioningException;
import org.nestlab.fake.Answers.Reply;
import org.nestlab.fake.FakeEngine;
import org.nestlab.fake.FakeGuest;
import org.nestlab.fake.FakeHost;
import org.nestlab.fake.WorkingLabs;
import org.nestlab.internal.experiment.FakeStage;
import org.nestlab.internal.experiment.Stage;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.lab.Sites;
import org.nestlab.internal.labtests.LabTests;
import org.nestlab.internal.labtests.MavenTests;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Machine;
import org.nestlab.spec.LabSpec;
import org.nestlab.workload.FakeTestbed;
import org.nestlab.workload.Timing;
import picocli.CommandLine;

/** The gate on labs that are nothing, with the real workload, experiment, SQLite file and gate. */
abstract class GateFixture {

    private static final String STATE = "nestlab.state.dir";

    @TempDir
    Path folder;

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    final FakeEngine engine = new FakeEngine();
    final Random random = new Random(5);

    /** Events per second of a lab, with a noise of 2 %. */
    ToDoubleFunction<String> speed = lab -> 1000 * Math.exp(0.02 * random.nextGaussian());

    BiConsumer<LabSpec, FakeGuest> change = (lab, guest) -> {};
    Predicate<Integer> breaks = visit -> false;
    /** Runs the tests of a project; none is asked for unless a test says so. */
    Function<MavenTests.Wanted, LabTests> tests = wanted -> {
        throw new AssertionError("nobody asked for tests");
    };

    RuntimeException breakage = new ProvisioningException("nothing");
    private int visits;

    @BeforeEach
    void keepInAFolder() {
        System.setProperty(STATE, folder.resolve("state").toString());
    }

    @AfterEach
    void forgetTheFolder() {
        System.clearProperty(STATE);
    }

    final int gate(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--history",
                folder.resolve("history.db").toString(),
                "--output",
                folder.resolve("gate.json").toString()));
        all.addAll(List.of(arguments));
        out.getBuffer().setLength(0);
        CommandLine line = Nestlab.commandLine();
        CommandLine gate = new CommandLine(new GateCommand(
                () -> new WorkingLabs(engine, change),
                this::open,
                uri -> new Sites.OpenHost(quiet(), new LocalShell("L0 host"), false),
                wanted -> tests.apply(wanted)));
        gate.setExecutionExceptionHandler(line.getExecutionExceptionHandler());
        gate.setExitCodeExceptionMapper(line.getExitCodeExceptionMapper());
        return gate.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private static FakeHost quiet() {
        FakeHost host = new FakeHost();
        host.answers.on(
                "sleep 1",
                "uptime 10.00 1.00\ncpu 1 0 1 90 0 0 0 0 0 0\nthen\nuptime 11.00 2.00\ncpu 2 0 2 99 0 0 0 0 0 0\n");
        return host;
    }

    private Stage open(RunningLab lab, Machine subject, Machine reference, Timing timing, Settings settings) {
        assertThat(subject).isSameAs(reference);
        visits++;
        if (breaks.test(visits)) {
            throw breakage;
        }
        FakeStage stage = FakeStage.ofOne(subject);
        stage.beds = side -> {
            FakeTestbed bed = new FakeTestbed();
            bed.guest.answers.on(
                    command -> command.line().startsWith("sysbench cpu "),
                    command -> Reply.ok(report(lab.spec().name())));
            return bed;
        };
        return stage;
    }

    private String report(String lab) {
        double rate = speed.applyAsDouble(lab);
        return String.format(Locale.ROOT, """
                sysbench 1.0.20 (using system LuaJIT 2.1.0-beta3)
                Number of threads: 1
                    events per second:  %.2f
                    total time:                          2.0000s
                    total number of events:              %d
                         95th percentile:                        %.2f
                """, rate, Math.round(2 * rate), 1000 / rate);
    }
}
