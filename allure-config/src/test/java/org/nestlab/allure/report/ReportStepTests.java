package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.experiment.Experiment;
import org.nestlab.report.ExperimentFile;

class ReportStepTests {

    @TempDir
    Path folder;

    @Test
    void withoutNodeThePageStandsAloneAndTheLineSaysWhatToInstall() throws IOException {
        samples().passed("boots").failed("kvm", "failed", "no <kvm>", "java.lang.AssertionError: no <kvm>");

        String line = run(Map.of("PATH", folder.toString()));

        assertThat(line)
                .isEqualTo("Nestlab report: " + index().toUri()
                        + " (1 failed, 1 passed, self-contained page, what each level costs in overhead.html;"
                        + " for Allure's report, install Node 18 or newer, with npm)");
        assertThat(index()).hasSameTextualContentAs(output().resolve("labs.html"));
        assertThat(index())
                .content()
                .contains("<a href=\"overhead.html\">What each level costs</a>: ? Nothing was measured in this run");
        assertThat(overhead())
                .content()
                .contains(
                        "<p class=\"headline unknown\">? Nothing was measured in this run</p>",
                        "<h2>Nothing was measured</h2>");
    }

    @Test
    void anOldNodeIsNamed() throws IOException {
        samples().passed("boots");
        program("npm", "exit 1");
        program("node", "echo v16.20.2");

        assertThat(run(Map.of("PATH", folder.toString())))
                .endsWith(
                        "(1 passed, self-contained page, what each level costs in overhead.html; for Allure's report, install Node 18 or newer; this is v16.20.2)");
    }

    @Test
    void npmWithoutANetworkLeavesThePageAndSaysWhy() throws IOException {
        samples().passed("boots");
        program("node", "echo v20.1.0");
        program("npm", "echo npm warn nothing; echo npm error network request failed; exit 7");

        assertThat(run(Map.of("PATH", folder.toString())))
                .endsWith(
                        "(1 passed, self-contained page, what each level costs in overhead.html; Allure's report could not be made:"
                                + " `npm ci` ended with exit status 7: npm error network request failed)");
        assertThat(index()).content().contains("boots");
    }

    @Test
    void noFolderAtAllIsAPageThatSaysSo() throws IOException {
        String line = run(Map.of());

        assertThat(line)
                .endsWith("(self-contained page, what each level costs in overhead.html; there are no results)");
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
                .containsPattern("cut-result[.]json: .{10}") // in Jackson's words
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
                .hasMessage(output() + " exists and is not a Nestlab report: name another with --output");
        assertThat(output().resolve("thesis.txt")).hasContent("mine");
    }

    @Test
    void whatTheRunMeasuredIsOnTheOverheadPageWithTheRunsBefore() throws IOException {
        List<Experiment> runs = new PlantedRuns(12).regression(4, 9);
        PlantedRuns.keep(history(), runs).close();
        SampleResults results = samples().passed("boots");
        for (Experiment it : runs.subList(6, 8)) {
            results.file(it.design().id() + "-nestlab-experiment.json", ExperimentFile.write(it));
        }

        assertThat(run(Map.of())).contains("(1 passed, ");

        assertThat(overhead())
                .content()
                .contains("Measured in this run, 5 Oct 2026", "4 runs, 2 Oct 2026 to 5 Oct 2026");
        assertThat(index()).content().contains("What each level costs</a>: ✔ Worst: ");
    }

    @Test
    void aWorkspaceThatWasWipedHasItsTrendBack() throws IOException {
        PlantedRuns.keep(history(), new PlantedRuns(12).regression(4, 9)).close();
        samples().passed("boots");
        run(Map.of());
        String before = Files.readString(overhead());

        Files.move(results(), folder.resolve("wiped-results"));
        Files.move(output(), folder.resolve("wiped-report"));
        samples().passed("boots");
        run(Map.of());

        assertThat(overhead()).hasContent(before);
    }

    @Test
    void aHistoryThatIsGoneAndAnExperimentCutShortAreInTheLine() throws IOException {
        Files.createDirectories(history());
        samples().passed("boots").file("x-nestlab-experiment.json", "{\"id\":");

        assertThat(run(Map.of()))
                .contains("(1 passed, ")
                .contains("; %s/x-nestlab-experiment.json: holds no whole experiment: ".formatted(results()))
                .contains("; the history %s cannot be read: ".formatted(history()));
        assertThat(overhead()).content().contains("<h2>What could not be read</h2>");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamedAndTheResultsStay() throws IOException {
        samples().passed("boots");
        Arguments arguments =
                Arguments.parse("--output", "/proc/nestlab/report", results().toString());

        assertThatThrownBy(() -> step(arguments, Map.of()).run())
                .hasMessageMatching(
                        "nothing can be written in /proc/nestlab \\(java\\.nio\\.file\\..*\\): name another folder with --output");
        assertThat(results()).isDirectoryContaining("glob:**boots-result.json");
    }

    @Test
    void ofReportsWrittenAtOnceOneIsThereWhole() throws Exception {
        samples().passed("boots");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<String>> lines = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            lines.add(threads.submit(() -> run(Map.of())));
        }
        for (Future<String> line : lines) {
            assertThat(line.get()).startsWith("Nestlab report: " + index().toUri());
        }
        threads.shutdown();

        try (var files = Files.list(output())) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("index.html", "labs.html", "overhead.html");
        }
        assertThat(folder).isDirectoryNotContaining("glob:**.nestlab-report*");
    }

    private String run(Map<String, String> environment) throws IOException {
        Arguments arguments = Arguments.parse(results().toString());
        return step(arguments, environment).run();
    }

    private ReportStep step(Arguments arguments, Map<String, String> environment) {
        return new ReportStep(
                arguments,
                environment,
                folder.resolve("cache"),
                new AllureHistory(folder.resolve("allure-history.jsonl")),
                () -> PlantedRuns.open(history()));
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

    private Path overhead() {
        return output().resolve("overhead.html");
    }

    private Path history() {
        return folder.resolve("state/history.db");
    }

    private Path output() {
        return folder.resolve("allure-report");
    }

    private Path index() {
        return output().resolve("index.html");
    }
}
