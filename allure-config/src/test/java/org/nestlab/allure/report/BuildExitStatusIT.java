package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.experiment.Experiment;
import org.nestlab.report.ExperimentFile;

/**
 * What a build ends with, and whether it left a report: with this repository's own POMs, and a small test in each of
 * the two test modules in the place of those that need a lab.
 */
@Tag("full")
class BuildExitStatusIT {

    @TempDir
    Path folder;

    private SmallBuild build;

    @BeforeEach
    void twoModules() throws IOException {
        build = SmallBuild.in(folder);
    }

    @Test
    void aGreenBuildHasItsReport() throws IOException {
        SmallBuild.Outcome outcome = build.verify();

        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.reportLine())
                .contains("(2 passed, self-contained page, what each level costs in overhead.html");
        assertThat(build.report("index.html")).content().contains("NestedTests", "PerformanceTests");
        assertThat(build.report("overhead.html")).content().contains("Nothing was measured in this run");
        assertThatTheReportLineIsTheLastOfItsStep(outcome);
    }

    @Test
    void whereTheFirstModuleIsRedTheSecondIsRunAndReportedToo() throws IOException {
        SmallBuild.Outcome outcome = build.verify("-Dred=nested");

        assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
        assertThat(outcome.reportLine()).contains("(1 failed, 1 passed, ");
        assertThat(build.report("index.html")).content().contains("NestedTests", "PerformanceTests");
    }

    @Test
    void whereTheSecondModuleIsRedTheBuildIs() throws IOException {
        SmallBuild.Outcome outcome = build.verify("-Dred=performance");

        assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
        assertThat(outcome.reportLine()).contains("(1 failed, 1 passed, ");
    }

    @Test
    void whereNoLabComesUpEverythingIsRedAndReported() throws IOException {
        SmallBuild.Outcome outcome = build.verify("-Dred=lab");

        assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
        assertThat(outcome.reportLine()).contains("(2 broken, ");
        assertThat(build.report("index.html")).content().contains("Provisioning failed", "no login after 60 s");
    }

    @Test
    void verdictsOfAnEarlierRunDoNotOutliveOneThatMeasuredNothing() throws IOException {
        List<Path> stale = new ArrayList<>();
        for (String module : List.of("tests-nested", "tests-performance")) {
            Path output = Files.createDirectories(build.root().resolve(module).resolve("target/nestlab"));
            stale.add(Files.writeString(output.resolve("verdicts.json"), "{}"));
            stale.add(Files.writeString(output.resolve("overhead-emulated.csv"), "earlier"));
        }

        SmallBuild.Outcome outcome = build.verify("-pl", "tests-nested");

        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(stale).allSatisfy(file -> assertThat(file).doesNotExist());
        assertThat(build.report("index.html")).content().contains("Nothing was measured in this run");
    }

    @Test
    void oneModuleAloneIsJudgedAndReportedAlone() throws IOException {
        SmallBuild.Outcome green = build.verify("-pl", "tests-nested", "-Dred=performance");
        assertThat(green.status()).as(green.output()).isZero();
        assertThat(green.reportLine()).contains("(1 passed, ");
        assertThat(build.report("index.html")).content().doesNotContain("PerformanceTests");

        SmallBuild.Outcome red = build.verify("-pl", "tests-performance", "-Dred=performance");
        assertThat(red.status()).as(red.output()).isEqualTo(1);
        assertThat(red.reportLine()).contains("(1 failed, ");
        assertThat(build.report("index.html")).content().doesNotContain("NestedTests");
    }

    @Test
    void whatARedRunMeasuredIsOnTheOverheadPageBesideTheRunsBefore() throws IOException {
        List<Experiment> runs = new PlantedRuns(12).regression(8, 6);
        Path history = folder.resolve("state/history.db");
        PlantedRuns.keep(history, runs.subList(0, runs.size() - 2)).close();
        List<String> arguments = new ArrayList<>(List.of("-Dred=performance", "-Dnestlab.history=" + history));
        for (Experiment experiment : runs.subList(runs.size() - 2, runs.size())) {
            Path file = folder.resolve(experiment.design().levels().subject() + ".json");
            Files.writeString(file, ExperimentFile.write(experiment));
            arguments.add("-Dexperiment." + experiment.design().levels().subject() + "=" + file);
        }

        SmallBuild.Outcome outcome = build.verify(arguments.toArray(String[]::new));

        assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
        assertThat(build.report("overhead.html"))
                .content()
                .contains(
                        "Measured in this run, 9 Oct 2026",
                        "fio-randread-4k.iops L2/L1 0.5",
                        "no change found in 8 runs");
        assertThatTheReportLineIsTheLastOfItsStep(outcome);
    }

    /** While the second module's report is made. */
    @Test
    void whereMavenIsEndedTheReportOfTheModuleBeforeStays() throws Exception {
        Path tools = folder.resolve("tools");
        Files.createDirectories(tools);
        program(tools, "npm", "exit 0");
        program(
                tools,
                "node",
                "if [ \"$1\" = --version ]; then echo v20.1.0; exit; fi; echo >>'%s'; [ \"$(wc -l <'%1$s')\" -lt 2 ] || sleep 300"
                        .formatted(tools.resolve("count")));
        Process maven =
                build.start(tools + ":" + build.root().resolve("tools") + ":/usr/bin:/bin", "-Dnestlab.history=off");
        try {
            Awaitility.await("the second report; so far: " + build.output())
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> Files.exists(tools.resolve("count"))
                            && Files.readAllLines(tools.resolve("count")).size() == 2);
            String before = Files.readString(build.report("index.html"));

            maven.destroy();

            assertThat(maven.waitFor(30, TimeUnit.SECONDS)).as(build.output()).isTrue();
            assertThat(build.output())
                    .contains("Nestlab report: interrupted, none was written; %s is that of an earlier run"
                            .formatted(build.report("index.html").toUri()));
            assertThat(build.report("index.html")).hasContent(before);
            assertThat(build.root().resolve("target")).isDirectoryNotContaining("glob:**.nestlab-report-*");
        } finally {
            maven.descendants().forEach(ProcessHandle::destroyForcibly);
            maven.destroyForcibly();
        }
    }

    private static void program(Path folder, String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Maven goes on with the next step, or with its summary. */
    private static void assertThatTheReportLineIsTheLastOfItsStep(SmallBuild.Outcome outcome) {
        assertThat(outcome.linesAfterReports())
                .as(outcome.output())
                .hasSize(2)
                .allMatch(line -> line.startsWith("[INFO]"));
        assertThat(outcome.output()).doesNotContain("linger").doesNotContain("thread");
    }
}
