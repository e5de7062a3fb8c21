package org.nestlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** docs/command-line.md is what the commands say of themselves. */
class CommandLinePageTests {

    @Test
    void thePageHasEveryCommandAndOption() throws IOException {
        String page = CommandLinePage.of(Nestlab.commandLine());
        Path made = Files.writeString(Path.of("target", "command-line.md"), page);

        assertThat(Files.readString(Path.of("..", "docs", "command-line.md")))
                .as("in the folder allure-config, run: cp %s ../docs/command-line.md", made)
                .isEqualTo(page);
    }

    @Test
    void aCommandIsASectionWithItsOptions() {
        CommandLine line = new CommandLine(new Top());
        line.addSubcommand(new Inner());

        assertThat(CommandLinePage.of(line)).endsWith("""

                ## `top inner`

                Does 5 % of it. And the rest.
                Exit status: 0: done; 1: not done.

                    nestlab top inner all

                - `WHAT`: What is done.
                - `--limit=N`: (required) How many; as `all`.
                - `--json`: As JSON.
                """);
    }

    @Command(name = "top")
    private static final class Top {}

    @Command(
            name = "inner",
            description = {"Does 5 %% of it.", "And the rest."},
            exitCodeList = {"0:done", "1:not done", "2:usage error"},
            footer = {"  nestlab top inner all", "Keys:"})
    private static final class Inner {

        @Parameters(paramLabel = "WHAT", arity = "0..1", description = "What is done.")
        private String what = "";

        @Option(
                names = {"-n", "--limit"},
                paramLabel = "N",
                required = true,
                description = "How many; as `all`.")
        private int limit;

        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Shows this text.")
        private boolean help;

        @Override
        public String toString() {
            return what + limit + json + help;
        }
    }
}
