package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.nestlab.ProvisioningException;
import org.nestlab.fake.Answers.Reply;
import org.nestlab.fake.FakeEngine;
import org.nestlab.fake.FakeGuest;
import org.nestlab.fake.FakeHost;
import org.nestlab.fake.WorkingLabs;
import org.nestlab.internal.exits.Traced;
import org.nestlab.internal.experiment.FakeStage;
import org.nestlab.internal.experiment.Stage;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.site.OpenHost;
import org.nestlab.internal.upgrade.UpgradeMeasurements;
import org.nestlab.machine.Level;
import org.nestlab.machine.Machine;
import org.nestlab.spec.LabSpec;
import org.nestlab.workload.FakeTestbed;
import org.nestlab.workload.SysbenchText;
import org.nestlab.workload.Timing;
import picocli.CommandLine;

/** Labs that are nothing, on whose guests the real workload sysbench runs by a script, for commands that measure. */
final class MeasuredLabs {

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    final FakeEngine engine = new FakeEngine();
    private final Random random = new Random(5);

    /** Events per second of a lab, by its name. */
    ToDoubleFunction<String> speed = lab -> 1000 * noise();

    /** What is otherwise with a guest. */
    BiConsumer<LabSpec, FakeGuest> change = (lab, guest) -> {};

    /** What the kernel that runs an L2 counts by reason, by the name of the lab. */
    UnaryOperator<String> exits = lab -> Traced.KVM_EXIT;

    /** Which visits to a guest, from 1 on, end with the breakage. */
    Predicate<Integer> breaks = visit -> false;

    RuntimeException breakage = new ProvisioningException("nothing");
    private int visits;

    /** A factor, 2 % up or down. */
    double noise() {
        return Math.exp(0.02 * random.nextGaussian());
    }

    LabEngine labs() {
        return new WorkingLabs(engine, change);
    }

    UpgradeMeasurements measuring() {
        return new UpgradeMeasurements(labs(), this::open, uri -> host());
    }

    private OpenHost host() {
        FakeHost host = new FakeHost();
        host.answers.on(
                "sleep 1",
                "uptime 10.00 1.00\ncpu 1 0 1 90 0 0 0 0 0 0\nthen\nuptime 11.00 2.00\ncpu 2 0 2 99 0 0 0 0 0 0\n");
        host.answers.on("machine-id", "0123456789abcdef\n");
        return new OpenHost(host, new LocalShell("L0 host"), false);
    }

    Stage open(RunningLab lab, Machine subject, Machine reference, Timing timing, Settings settings) {
        assertThat(subject).isSameAs(reference);
        visits++;
        if (breaks.test(visits)) {
            throw breakage;
        }
        if (subject.level().equals(Level.L2)) {
            FakeGuest l2 = (FakeGuest) subject;
            Traced.kernel((FakeGuest) l2.parent(), exits.apply(lab.spec().name()));
        }
        FakeStage stage = FakeStage.ofOne(subject);
        stage.testbeds = side -> {
            FakeTestbed testbed = new FakeTestbed();
            testbed.guest.answers.on(
                    command -> command.line().startsWith("sysbench cpu "),
                    command -> Reply.ok(
                            SysbenchText.of(speed.applyAsDouble(lab.spec().name()))));
            return testbed;
        };
        return stage;
    }

    /** Runs a command as the command line does; what an earlier one printed is forgotten, but not its errors. */
    int execute(Object command, String... arguments) {
        out.getBuffer().setLength(0);
        CommandLine line = NestlabCommand.commandLine();
        CommandLine it = new CommandLine(command);
        it.setExecutionExceptionHandler(line.getExecutionExceptionHandler());
        it.setExitCodeExceptionMapper(line.getExitCodeExceptionMapper());
        return it.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
