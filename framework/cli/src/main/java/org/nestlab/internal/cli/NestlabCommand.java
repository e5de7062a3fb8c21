package org.nestlab.internal.cli;

import java.io.PrintWriter;
import java.util.List;
import org.nestlab.LabConfigurationException;
import org.nestlab.LabException;
import org.nestlab.internal.engine.LiveLabs;
import org.nestlab.workload.InvalidMeasurementException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command {@code nestlab}. Exit status: 0 all is well, 1 it is not, 2 usage error. */
@Command(
        name = "nestlab",
        description = "Integration tests for nested virtualization, from the command line.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class NestlabCommand extends WithHelp {

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Prints the version of Nestlab and of Java.")
    private boolean version;

    private NestlabCommand() {}

    /** Whether it was given; picocli prints the version by itself. */
    boolean version() {
        return version;
    }

    /** The command line of the framework alone. */
    static CommandLine commandLine() {
        return commandLine(List.of());
    }

    /**
     * The whole command line.
     *
     * @param others subcommands of other modules, annotated with picocli's {@code @Command}
     */
    public static CommandLine commandLine(List<?> others) {
        CommandLine line = new CommandLine(new NestlabCommand());
        Subcommands.own().forEach(line::addSubcommand);
        others.forEach(line::addSubcommand);
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
            if (e instanceof LabException || e instanceof InvalidMeasurementException) {
                err.println("nestlab: " + e.getMessage());
            } else {
                e.printStackTrace(err);
            }
            return failed.getExitCodeExceptionMapper().getExitCode(e);
        });
        return line;
    }
}
