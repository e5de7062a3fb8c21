package org.nestlab.internal.cli;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.nestlab.LabConfigurationException;
import org.nestlab.LabException;
import org.nestlab.internal.engine.LiveLabs;
import org.nestlab.workload.InvalidMeasurementException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command {@code nestlab}. Exit status: 0 all is well, 1 it is not, 2 usage error. */
@Command(
        name = "nestlab",
        description = "Integration tests for nested virtualization, from the command line.",
        versionProvider = NestlabCommand.VersionLine.class,
        synopsisSubcommandLabel = "COMMAND")
public final class NestlabCommand extends WithHelp {

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Prints the version of Nestlab and of Java.")
    private boolean version;

    private NestlabCommand() {}

    /** What picocli prints for the option. */
    static final class VersionLine implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {Version.line()};
        }
    }

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
        return commandLine(Subcommands.byName().values(), others);
    }

    /**
     * The command line for these words. If the first one says which subcommand runs, the others are left out: to build
     * them all takes as long as the start of the JVM.
     *
     * @param others gives the subcommands of other modules
     */
    public static CommandLine commandLine(String[] words, Supplier<List<?>> others) {
        String first = words.length == 0 ? "" : words[0];
        Supplier<Object> named = Subcommands.byName().get(first);
        return named == null || Subcommands.OF_ALL.contains(first)
                ? commandLine(others.get())
                : commandLine(List.of(named), List.of());
    }

    private static CommandLine commandLine(Collection<Supplier<Object>> own, List<?> others) {
        CommandLine line = new CommandLine(new NestlabCommand());
        own.forEach(command -> line.addSubcommand(command.get()));
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
