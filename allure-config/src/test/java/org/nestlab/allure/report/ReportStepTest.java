package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportStepTest {

    @TempDir
    Path folder;

    @Test
    void withoutNodeThePageStandsAloneAndTheLineSaysWhatToInstall() throws IOException {
        samples().passed("boots").failed("kvm", "failed", "no <kvm>", "java.lang.AssertionError: no <kvm>");

        String line = run(Map.of("PATH", folder.toString()));

        assertThat(line)
                .isEqualTo("Nestlab report: " + index().toUri() + " (1 failed, 1 passed, self-contained page;"
                        + " for Allure's report, install Node 18 or newer, with npm)");
        assertThat(index()).hasSameTextualContentAs(output().resolve("labs.html"));
    }

    @Test
    void anOldNodeIsNamed() throws IOException {
        samples().passed("boots");
        program("npm", "exit 1");
        program("node", "echo v16.20.2");

        assertThat(run(Map.of("PATH", folder.toString())))
                .endsWith(
                        "(1 passed, self-contained page; for Allure's report, install Node 18 or newer; this is v16.20.2)");
    }

    @Test
    void npmWithoutANetworkLeavesThePageAndSaysWhy() throws IOException {
        samples().passed("boots");
        program("node", "echo v20.1.0");
        program("npm", "echo npm warn nothing; echo npm error network request failed; exit 7");

        assertThat(run(Map.of("PATH", folder.toString())))
                .endsWith("(1 passed, self-contained page; Allure's report could not be made:"
                        + " `npm ci` ended with exit status 7: npm error network request failed)");
        assertThat(index()).content().contains("boots");
    }

    @Test
    void noFolderAtAllIsAPageThatSaysSo() throws IOException {
        String line = run(Map.of());

        assertThat(line).endsWith("(self-contained page; there are no results)");
        assertThat(index())
                .content()
                .contains("No test left a result")
                .contains(results().toString());
    }

    @Test
    void oneBrokenFileDoesNotHideTheOthers() throws IOException {
        samples()
                .passed("boots")
                .file("cut-result.json", "{\"name\": \"cut o")
                .file("list-result.json", "[]")
                .file("empty-result.json", "");

        assertThat(run(Map.of())).contains("1 passed").endsWith("; 3 results could not be read)");
        assertThat(index())
                .content()
                .contains("boots")
                .contains("cut-result.json: Unexpected end-of-input")
                .contains("list-result.json: holds no JSON object")
                .contains("empty-result.json: holds no JSON object");
    }

    @Test
    void categoriesAndVersionsGoBesideTheResults() throws IOException {
        samples().passed("boots");

        run(Map.of());

        assertThat(results().resolve("categories.json"))
                .content()
                .contains("\"name\" : \"Host not capable\"")
                .contains("\"matchedStatuses\" : [ \"broken\" ]")
                .contains("\"matchedStatuses\" : [ \"skipped\", \"failed\" ]");
        Properties environment = new Properties();
        try (var reader = Files.newBufferedReader(results().resolve("environment.properties"))) {
            environment.load(reader);
        }
        assertThat(environment)
                .containsEntry("kernel.L1", "6.1.0")
                .containsEntry("tier", "emulated")
                .containsEntry("java", Runtime.version().toString());
    }

    @Test
    void inABuildOfJenkinsTheExecutorIsToldToo() throws IOException {
        samples().passed("boots");

        run(Map.of(
                "BUILD_NUMBER", "42",
                "BUILD_URL", "https://ci.example.org/job/nestlab/42/",
                "JOB_NAME", "nestlab"));

        assertThat(results().resolve("executor.json"))
                .content()
                .contains("\"buildOrder\" : 42")
                .contains("\"buildName\" : \"nestlab #42\"");
    }

    @Test
    void elsewhereThereIsNoExecutor() throws IOException {
        samples().passed("boots");

        run(Map.of());

        assertThat(results().resolve("executor.json")).doesNotExist();
    }

    @Test
    void anEarlierReportIsReplacedAndNothingElseIsLeftBeside() throws IOException {
        samples().passed("boots");
        run(Map.of());
        Files.writeString(output().resolve("stale.html"), "");

        run(Map.of());

        assertThat(output()).isDirectoryNotContaining("glob:**stale.html");
        assertThat(folder).isDirectoryContaining("glob:**allure-report");
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("allure-results", "allure-report");
        }
    }

    @Test
    void aFolderOfSomebodyElseIsNotReplaced() throws IOException {
        Files.createDirectories(output());
        Files.writeString(output().resolve("thesis.txt"), "mine");

        assertThatThrownBy(() -> run(Map.of()))
                .hasMessage(output() + " exists and is no report of Nestlab's: name another with --output");
        assertThat(output().resolve("thesis.txt")).hasContent("mine");
    }

    private String run(Map<String, String> environment) throws IOException {
        Arguments arguments = Arguments.parse(results().toString());
        return new ReportStep(arguments, environment, folder.resolve("cache")).run();
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private SampleResults samples() throws IOException {
        return SampleResults.in(results());
    }

    private Path results() {
        return folder.resolve("allure-results");
    }

    private Path output() {
        return folder.resolve("allure-report");
    }

    private Path index() {
        return output().resolve("index.html");
    }
}
