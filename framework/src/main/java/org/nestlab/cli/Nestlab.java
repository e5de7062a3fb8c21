package org.nestlab.cli;

import java.io.PrintWriter;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;
import org.nestlab.LabException;
import org.nestlab.internal.engine.LiveLabs;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command {@code nestlab}. Exit status: 0 all is well, 1 it is not, 2 usage error. */
@Command(
        name = "nestlab",
        description = "Integration tests for nested virtualization: the host's side.",
        synopsisSubcommandLabel = "COMMAND")
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Nestlab extends WithHelp {

    private Nestlab() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command line, with every subcommand of {@link Subcommands}. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Nestlab());
        Subcommands.all().forEach(line::addSubcommand);
        // What follows the machine is a command of the guest, with options of its own.
        line.getSubcommands().values().stream()
                .filter(command -> command.getCommand() instanceof ShellCommand)
                .forEach(command -> command.setStopAtPositional(true));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExitCodeExceptionMapper(e -> e instanceof LabConfigurationException || e instanceof ParameterException
                ? ExitStatus.USAGE
                : ExitStatus.NOT_READY);
        line.setExecutionExceptionHandler((e, failed, parsed) -> {
            PrintWriter err = failed.getErr();
            if (LiveLabs.isEnding()) {
                // The signal decides the exit status, and what is taken down says so.
                return ExitStatus.NOT_READY;
            }
            if (e instanceof LabException) {
                err.println("nestlab: " + e.getMessage());
            } else {
                e.printStackTrace(err);
            }
            return failed.getExitCodeExceptionMapper().getExitCode(e);
        });
        return line;
    }
}
