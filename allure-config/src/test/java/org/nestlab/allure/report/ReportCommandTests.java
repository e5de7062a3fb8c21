package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.cli.Subcommand;
import picocli.CommandLine;

class ReportCommandTests {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theCommandLineFindsItAndThePageOfExactCosts() {
        assertThat(ServiceLoader.load(Subcommand.class))
                .hasExactlyElementsOfTypes(ReportCommand.class, ExactPageCommand.class);
    }

    @Test
    void theirHelpHasAnExample() {
        for (Subcommand command : ServiceLoader.load(Subcommand.class)) {
            CommandLine line = new CommandLine(command);

            assertThat(line.getUsageMessage(CommandLine.Help.Ansi.OFF))
                    .containsPattern("Example:\\R  nestlab %s \\S".formatted(line.getCommandName()));
        }
    }

    @Test
    void thePageIsDrawnFromTheHistoryAlone() {
        PlantedRuns.keep(history(), new PlantedRuns(12).regression(30, 21)).close();
        Path page = folder.resolve("new/page.html");

        assertThat(run("--history", history().toString(), "--output", page.toString()))
                .isZero();

        assertThat(out.toString())
                .startsWith("Nestlab report: %s (Worst: fio-randread-4k.iops L2/L1 0.".formatted(page.toUri()))
                .endsWith("run 21 of 30)\n");
        assertThat(page)
                .content()
                .contains("The newest that was kept, of 31 Oct 2026")
                .contains("<svg ");
    }

    @Test
    void aFolderGetsThePageUnderItsName() {
        assertThat(run("--history", history().toString(), "--output", folder.toString()))
                .isZero();

        assertThat(out.toString()).endsWith("(Nothing was measured yet)\n");
        assertThat(folder.resolve("overhead.html")).content().contains("Nothing was measured yet");
        assertThat(folder).isDirectoryNotContaining("glob:**.nestlab-report*");
    }

    @Test
    void aHistoryThatCannotBeReadIsAnErrorAndLeavesThePageBefore() throws IOException {
        Files.writeString(
                history(), "this is not a database, and has never been one; it is only a text that is long enough");
        Path page = Files.writeString(folder.resolve("page.html"), "before");

        assertThat(run("--history", history().toString(), "--output", page.toString()))
                .isEqualTo(1);

        assertThat(err.toString()).contains("the history %s cannot be read: ".formatted(history()));
        assertThat(page).hasContent("before");
    }

    @Test
    void thePageCanBeReadByWhoeverCanReadOtherFilesOfTheUser() throws IOException {
        Path other = Files.writeString(folder.resolve("other.html"), "");
        Path page = folder.resolve("new/page.html");

        assertThat(run("--history", history().toString(), "--output", page.toString()))
                .isZero();

        assertThat(Files.getPosixFilePermissions(page)).isEqualTo(Files.getPosixFilePermissions(other));
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() {
        Path page = Path.of("/proc/nestlab/page.html");

        assertThat(run("--history", history().toString(), "--output", page.toString()))
                .isEqualTo(1);

        assertThat(err.toString())
                .contains("/proc/nestlab/page.html cannot be written (java.nio.file.")
                .contains("): name another file with --output");
    }

    private int run(String... arguments) {
        return new CommandLine(new ReportCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    line.getErr().println(e.getMessage());
                    return 1;
                })
                .execute(arguments);
    }

    private Path history() {
        return folder.resolve("history.db");
    }
}
