package org.nestlab.cli;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The page docs/command-line.md, made of what picocli knows of the commands. */
final class CommandLinePage {

    private static final String HEAD = """
            # Command line

            Every command of `nestlab`, from its own help. [Commands](commands.md) has them by task, and says how settings
            and classes are added. Each command prints the same with `--help`, which is left out below. Each command that
            takes a stack knows [these keys](gate.md#stacks). Exit status 2 is a usage error unless a command says
            otherwise.
            """;

    private CommandLinePage() {}

    /** The whole page, which ends with a line break. */
    static String of(CommandLine nestlab) {
        StringBuilder page = new StringBuilder(HEAD);
        add(nestlab.getSubcommands(), page);
        return page.toString();
    }

    private static void add(Map<String, CommandLine> commands, StringBuilder page) {
        // A command of two names is there twice.
        new LinkedHashSet<>(commands.values()).forEach(command -> {
            page.append(section(command.getCommandSpec()));
            add(command.getSubcommands(), page);
        });
    }

    private static String section(CommandSpec command) {
        String statuses = command.usageMessage().exitCodeList().entrySet().stream()
                .filter(status -> !status.getValue().equals("usage error"))
                .map(status -> "%s: %s".formatted(status.getKey().strip(), status.getValue()))
                .collect(joining("; "));
        StringBuilder text = new StringBuilder("\n## `%s`\n\n%s\n"
                .formatted(command.qualifiedName(), words(command.usageMessage().description())));
        if (!statuses.isEmpty()) {
            text.append("Exit status: %s.%n".formatted(statuses));
        }
        for (String line : command.usageMessage().footer()) {
            // The rest of a footer, as the keys of a stack, is on other pages.
            if (line.strip().startsWith("nestlab ")) {
                text.append("\n    %s\n".formatted(line.strip()));
            }
        }
        String arguments = command.positionalParameters().stream()
                        .map(CommandLinePage::line)
                        .collect(joining())
                + command.options().stream()
                        .filter(option -> !option.usageHelp() && !option.hidden())
                        .map(CommandLinePage::line)
                        .collect(joining());
        return arguments.isEmpty()
                ? text.toString()
                : text.append('\n').append(arguments).toString();
    }

    private static String line(PositionalParamSpec parameter) {
        return "- `%s`: %s%n".formatted(parameter.paramLabel(), meaning(parameter));
    }

    private static String line(OptionSpec option) {
        String value = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
        return "- `%s%s`: %s%n".formatted(option.longestName(), value, meaning(option));
    }

    private static String meaning(ArgSpec argument) {
        return (argument.required() ? "(required) " : "") + words(argument.description());
    }

    /** picocli's descriptions are formats: two signs of per cent are one. */
    private static String words(String[] lines) {
        return List.of(lines).stream().map(String::formatted).map(String::strip).collect(joining(" "));
    }
}
