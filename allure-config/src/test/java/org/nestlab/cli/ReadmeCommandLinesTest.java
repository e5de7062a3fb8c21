package org.nestlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.MissingParameterException;

/** The command line understands what README.md and docs/*.md say of it, this module's own subcommand among the rest. */
class ReadmeCommandLinesTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.nestlab.build.ReadmeCommands#nestlab")
    void isUnderstood(String command) {
        String[] words = command.split(" +", -1);
        try {
            Nestlab.commandLine().parseArgs(Arrays.copyOfRange(words, 1, words.length));
        } catch (MissingParameterException e) {
            assertThat(command).as("only its name: " + e.getMessage()).doesNotStartWith("./");
        }
    }
}
