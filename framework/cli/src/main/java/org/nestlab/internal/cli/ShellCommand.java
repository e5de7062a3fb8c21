package org.nestlab.internal.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import org.nestlab.internal.kept.KeptLabs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code nestlab shell}: into a guest of a lab that was left up, at any level. */
@Command(
        name = "shell",
        description = "Opens a shell on a guest of a lab that was left up, or runs a command there.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"2:there is no such lab or machine", "255:it could not be reached", "n:the command's own"},
        footerHeading = "%nExamples:%n",
        footer = {"  nestlab shell L2", "  nestlab shell --id 0badcafe L1 lscpu"})
final class ShellCommand extends WithHelp implements Callable<Integer> {

    @Mixin
    private final KeptLabOption lab = new KeptLabOption();

    @Parameters(
            index = "0",
            paramLabel = "MACHINE",
            description = "L1, L2 …, or one of several, for example L1-hypervisor.")
    private String machine = "";

    @Parameters(
            index = "1..*",
            paramLabel = "COMMAND",
            description = "One word is a shell command; several words are a program and its arguments.")
    private List<String> words = List.of();

    private final ToIntFunction<List<String>> programs;

    private final BooleanSupplier terminal;

    ShellCommand(ToIntFunction<List<String>> programs) {
        this(programs, Terminal::isStandardInput);
    }

    /** @param terminal whether a person types what the shell reads */
    ShellCommand(ToIntFunction<List<String>> programs, BooleanSupplier terminal) {
        this.programs = programs;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        KeptLabs kept = lab.lab();
        boolean types = words.isEmpty() && terminal.getAsBoolean();
        return programs.applyAsInt(types ? kept.terminal(machine) : kept.shell(machine, words));
    }
}
