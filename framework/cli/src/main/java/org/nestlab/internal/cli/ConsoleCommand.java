package org.nestlab.internal.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nestlab console}: what a guest's serial console has printed. */
@Command(
        name = "console",
        description = "Shows the serial console of a guest of a lab that was left up, from its first byte.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:it was shown", "1:it cannot be read", "2:there is no such lab or machine"},
        footerHeading = "%nExample:%n",
        footer = "  nestlab console L1 -f")
final class ConsoleCommand extends WithHelp implements Callable<Integer> {

    @Mixin
    private final KeptLabOption lab = new KeptLabOption();

    @Parameters(paramLabel = "MACHINE", description = "L1, L2 …, or one of several, for example L1-hypervisor.")
    private String machine = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Follows the console until Ctrl-C.")
    private boolean follow;

    private final ToIntFunction<List<String>> programs;

    ConsoleCommand(ToIntFunction<List<String>> programs) {
        this.programs = programs;
    }

    @Override
    public Integer call() {
        return programs.applyAsInt(lab.lab().console(machine, follow));
    }
}
