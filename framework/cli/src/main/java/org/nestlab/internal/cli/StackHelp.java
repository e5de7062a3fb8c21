package org.nestlab.internal.cli;

import java.util.Arrays;
import java.util.stream.Stream;
import org.nestlab.stack.StackKey;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;

/** Puts the keys of a stack below the help of a command that takes stacks. */
final class StackHelp implements IModelTransformer {

    @Override
    public CommandSpec transform(CommandSpec command) {
        Stream<String> keys = Arrays.stream(StackKey.values())
                .map(key -> "  %s: %s"
                        .formatted(key.example(), key.description())
                        // picocli's own sign for variables and formats stays out of it
                        .replace("`", "")
                        .replace("%", "%%"));
        command.usageMessage()
                .footer(Stream.of(
                                Arrays.stream(command.usageMessage().footer()),
                                Stream.of("", "Keys of a stack (L2 has those of L1):"),
                                keys)
                        .flatMap(lines -> lines)
                        .toArray(String[]::new));
        return command;
    }
}
