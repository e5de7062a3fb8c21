package org.nestlab.internal.cli;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code nestlab help}: what {@code --help} prints, for who types the words in the other order. */
@Command(
        name = "help",
        description = "Shows what a command does; without a command, which commands there are.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:shown", "2:there is no such command"},
        footerHeading = "%nExample:%n",
        footer = "  nestlab help host compare")
final class HelpCommand extends WithHelp implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "A command, and a command of that one.")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        CommandLine self = Objects.requireNonNull(spec, "set by picocli").commandLine();
        CommandLine shown = Objects.requireNonNull(self.getParent(), "nestlab");
        for (String word : words) {
            CommandLine next = shown.getSubcommands().get(word);
            if (next == null) {
                // picocli names the nearest ones.
                throw new UnmatchedArgumentException(shown, List.of(word));
            }
            shown = next;
        }
        shown.usage(self.getOut());
        return ExitStatus.READY;
    }
}
