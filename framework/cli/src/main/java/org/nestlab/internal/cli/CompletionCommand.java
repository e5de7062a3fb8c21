package org.nestlab.internal.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code nestlab completion}: the script with which bash and zsh complete commands, options and their values. */
@Command(
        name = "completion",
        description = {
            "Prints a script for bash and zsh, which then complete commands, options and values with the Tab key.",
            "In zsh, `autoload -U compinit && compinit` comes before it."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:printed", "2:usage error"},
        footerHeading = "%nExample, for ~/.bashrc or ~/.zshrc:%n",
        footer = "  source <(nestlab completion)")
final class CompletionCommand extends PrintingCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Override
    public Integer call() {
        CommandSpec root = Objects.requireNonNull(command, "set by picocli").root();
        print(AutoComplete.bash(root.name(), root.commandLine()).stripTrailing());
        return ExitStatus.READY;
    }
}
