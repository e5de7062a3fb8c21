package org.nestlab.internal.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
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
            index = "" + "0",
            paramLabel = "MACHINE",
            description = "L1, L2 …, or one of several, for example L1-hypervisor.")
    private String machine = "";

    @Parameters(
            index = "1..*",
            paramLabel = "COMMAND",
            description = "One word is a shell command; several words are a program and its arguments.")
    private List<String> words = List.of();

    private final ToIntFunction<List<String>> programs;

    ShellCommand(ToIntFunction<List<String>> programs) {
        this.programs = programs;
    }

    @Override
    public Integer call() {
        return programs.applyAsInt(lab.lab().shell(machine, words));
    }
}
