package org.nestlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.MissingParameterException;

/** The command line understands what README.md and docs/*.md say of it, this module's own subcommand among the rest. */
class ReadmeCommandLinesTests {

    /** A word as a shell takes it: {@code --reason "two words"} is two. */
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']++|\"[^\"]*+\"|'[^']*+')++");

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.nestlab.build.ReadmeCommands#nestlab")
    void isUnderstood(String command) {
        String[] words = WORD.matcher(command)
                .results()
                .skip(1)
                .map(word -> word.group().replaceAll("^[\"']|[\"']$", ""))
                .toArray(String[]::new);
        try {
            Nestlab.commandLine().parseArgs(words);
        } catch (MissingParameterException e) {
            assertThat(command).as("only its name: " + e.getMessage()).doesNotStartWith("./");
        }
    }
}
