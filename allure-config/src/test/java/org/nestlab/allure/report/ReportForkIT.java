package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report step as Maven runs it: a program that starts another, which works, and both may be asked to end. */
class ReportForkIT {

    @TempDir
    Path temporary;

    private Path folder = Path.of("");
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void aFolderThatShellsAndListsOfPathsBreakAt() throws IOException {
        folder = Files.createDirectory(temporary.resolve("it's \"a\" $HOME; #%41 [x]"));
        SampleResults.in(folder.resolve("allure-results")).passed("boots");
        // settings of a run whose state folder is there, as it is after every lab
        Files.createDirectories(state());
    }

    @AfterEach
    void endWhatIsLeft() {
        started.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    @Test
    void theLineWithTheReportIsTheLastOneAndNothingIsLeft() throws Exception {
        Process step = start();

        assertThat(step.waitFor(60, TimeUnit.SECONDS)).as(printed()).isTrue();

        assertThat(step.exitValue()).isZero();
        assertThat(printed().lines())
                .last()
                .asString()
                .startsWith("Nestlab report: " + output().resolve("index.html").toUri() + " (1 passed, ")
                .endsWith(")");
        assertThat(printed()).doesNotContain("\tat ", "Thread");
        assertThat(names(folder))
                .containsExactlyInAnyOrder("allure-report", "allure-results", "state", "printed", "tmp");
        assertThat(names(folder.resolve("tmp"))).isEmpty();
    }

    @Test
    void settingsReachTheProcess() throws Exception {
        Process step = start("-Dnestlab.labs.max=many");

        step.waitFor(60, TimeUnit.SECONDS);

        assertThat(printed()).contains("could not be written: setting 'nestlab.labs.max' is 'many'");
    }

    @Test
    void aProcessThatCannotBeStartedIsInTheLine() throws Exception {
        Process step = start("-Djava.io.tmpdir=" + folder.resolve("gone"));

        assertThat(step.waitFor(60, TimeUnit.SECONDS)).as(printed()).isTrue();

        assertThat(step.exitValue()).isZero();
        assertThat(printed().lines())
                .last()
                .asString()
                .startsWith("Nestlab report: could not be written: ")
                .contains(folder.resolve("gone").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void interruptedItLeavesTheReportOfTheRunBeforeAndSaysSo(String signal) throws Exception {
        anotherRun();
        Map<String, String> before = contents();
        SampleResults.in(folder.resolve("allure-results")).passed("boots-again");
        Process step = startedAndAtIt();

        signal(signal, step.pid());

        assertThat(step.waitFor(30, TimeUnit.SECONDS)).as(printed()).isTrue();
        assertThat(printed().lines())
                .last()
                .isEqualTo("Nestlab report: interrupted, none was written; %s is that of an earlier run"
                        .formatted(output().resolve("index.html").toUri()));
        assertThat(contents()).isEqualTo(before);
        nothingIsLeft();
    }

    @Test
    void interruptedWithoutAReportItLeavesNone() throws Exception {
        Process step = startedAndAtIt();

        signal("TERM", step.pid());

        assertThat(step.waitFor(30, TimeUnit.SECONDS)).as(printed()).isTrue();
        assertThat(printed().lines()).last().isEqualTo("Nestlab report: interrupted, none was written");
        assertThat(output()).doesNotExist();
        nothingIsLeft();
    }

    /** As a terminal does it: to every process of the group, in whatever order. */
    @Test
    void theProcessItselfMayBeAskedFirst() throws Exception {
        Process step = startedAndAtIt();
        long child = step.children().findFirst().orElseThrow().pid();

        signal("INT", child);

        assertThat(step.waitFor(30, TimeUnit.SECONDS)).as(printed()).isTrue();
        assertThat(step.exitValue()).isZero();
        assertThat(printed().lines()).last().isEqualTo("Nestlab report: interrupted, none was written");
        nothingIsLeft();
    }

    @Test
    void whatAKilledStepLeavesIsTakenAwayByTheNext() throws Exception {
        Process step = startedAndAtIt();
        step.descendants().forEach(ProcessHandle::destroyForcibly);
        step.waitFor(30, TimeUnit.SECONDS);
        assertThat(printed().lines())
                .last()
                .isEqualTo("Nestlab report: could not be written: its process ended with exit status 137");
        assertThat(names(folder)).anyMatch(name -> name.startsWith(".nestlab-report-"));
        assertThat(names(folder.resolve("tmp")))
                .as("nobody would remove them")
                .noneMatch(name -> name.endsWith(".log"));

        Files.delete(folder.resolve("npm"));
        String line = anotherRun();

        assertThat(line).contains("(1 passed, ");
        assertThat(names(folder)).noneMatch(name -> name.startsWith(".nestlab-report-"));
    }

    private void nothingIsLeft() throws IOException {
        assertThat(names(folder)).noneMatch(name -> name.startsWith(".nestlab-report-"));
        assertThat(names(folder.resolve("tmp"))).isEmpty();
        String npm = folder.resolve("npm").toString();
        assertThat(ProcessHandle.allProcesses()
                        .flatMap(process -> process.info().arguments().stream())
                        .flatMap(Stream::of))
                .doesNotContain(npm);
    }

    /** With an npm that never ends. */
    private Process startedAndAtIt() throws IOException {
        program("node", "echo v20.1.0");
        program("npm", ": >\"${0%/*}/busy\"; sleep 300");
        Files.deleteIfExists(folder.resolve("busy"));
        Process step = start();
        Awaitility.await("npm is run").atMost(Duration.ofSeconds(60)).until(() -> Files.exists(folder.resolve("busy")));
        return step;
    }

    /** Writes a report in this JVM, and returns its line; a step in processes of its own would start two more JVMs. */
    private String anotherRun() throws IOException {
        return new ReportStep(
                        Arguments.parse(folder.resolve("allure-results").toString()),
                        Map.of(),
                        temporary.resolve("cache"),
                        new AllureHistory(state().resolve("allure-history.jsonl")),
                        () -> PlantedRuns.open(folder.resolve("reports-history.db")))
                .run();
    }

    private Process start(String... options) throws IOException {
        Files.createDirectories(folder.resolve("tmp"));
        // A shell that runs its commands in the background lets them ignore Ctrl-C, and so whatever these start.
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/env",
                "--default-signal=HUP,INT",
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", "")),
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-Dnestlab.state.dir=" + state(),
                "-Dnestlab.history=" + folder.resolve("reports-history.db")));
        command.addAll(List.of(options));
        command.addAll(List.of(
                ReportStep.class.getName(), folder.resolve("allure-results").toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("printed").toFile());
        builder.environment().put("PATH", folder + ":/usr/bin:/bin");
        builder.environment().put("XDG_CACHE_HOME", temporary.resolve("cache").toString());
        if (!Files.exists(folder.resolve("npm"))) {
            builder.environment().put("PATH", folder.toString());
        }
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static void signal(String name, long pid) throws Exception {
        assertThat(new ProcessBuilder("/bin/sh", "-c", "kill -%s %d".formatted(name, pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String printed() throws IOException {
        return Files.readString(folder.resolve("printed"), StandardCharsets.UTF_8);
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (String name : names(output())) {
            contents.put(name, Files.readString(output().resolve(name)));
        }
        return contents;
    }

    private static List<String> names(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Path state() {
        return folder.resolve("state");
    }

    private Path output() {
        return folder.resolve("allure-report");
    }
}
