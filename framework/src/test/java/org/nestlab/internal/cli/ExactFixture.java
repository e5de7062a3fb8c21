package org.nestlab.internal.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.exact.MachineSpec;
import org.nestlab.internal.exact.cost.Costs;
import org.nestlab.internal.exact.cost.Measured;
import org.nestlab.internal.exact.cost.Measuring;
import org.nestlab.internal.exact.cost.Subject;
import org.nestlab.internal.settings.Settings;
import picocli.CommandLine;

/** {@code nestlab exact} with machines that were measured before: what was booted, and what was printed. */
abstract class ExactFixture {

    @TempDir
    Path folder;

    Function<MachineSpec, Measured> machines = ExactFixture::real;
    int atOnce = 1;
    final List<MachineSpec> booted = Collections.synchronizedList(new ArrayList<>());
    final List<Subject> subjects = new ArrayList<>();
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    static Measured real(MachineSpec machine) {
        return new Measured.Figures(Costs.real(), List.of(), "");
    }

    static Measured slowWithAnArgument(MachineSpec machine) {
        return machine.kernel().arguments().isEmpty()
                ? real(machine)
                : new Measured.Figures(Costs.with(Costs.real(), "L3:cpuid", was -> was + was / 10, 0), List.of(), "");
    }

    final Measuring measuring(
            Settings settings, Duration limit, Subject subject, boolean reasons, Consumer<String> progress) {
        subjects.add(subject);
        return new Measuring() {
            @Override
            public Measured measure(MachineSpec machine) {
                booted.add(machine);
                return machines.apply(machine);
            }

            @Override
            public int atOnce() {
                return atOnce;
            }
        };
    }

    final int exact(Function<MachineSpec, Measured> machines, String... arguments) {
        return run(new ExactCommand(this::measuring), machines, arguments);
    }

    final int run(Object command, Function<MachineSpec, Measured> machines, String... arguments) {
        this.machines = machines;
        CommandLine all = NestlabCommand.commandLine();
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExitCodeExceptionMapper(all.getExitCodeExceptionMapper())
                .setExecutionExceptionHandler(all.getExecutionExceptionHandler())
                .execute(arguments);
    }
}
