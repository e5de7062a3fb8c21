package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.labtests.MavenTestSuite;
import org.nestlab.internal.labtests.ProjectTestSuite;
import org.nestlab.stack.Stack;

/** What a gate runs on a stack: this repository's own POMs and the real Maven, with small tests that need no lab. */
@Tag("full")
class GateTestsIT {

    @TempDir
    Path folder;

    private SmallBuild build;
    private Path module;

    @BeforeEach
    void aProject() throws IOException {
        build = SmallBuild.in(folder);
        module = build.root().resolve("tests-nested");
        build.source("tests-nested", "NestedTests", """
                package com.example;

                import org.junit.jupiter.api.Assertions;
                import org.junit.jupiter.api.Assumptions;
                import org.junit.jupiter.api.Disabled;
                import org.junit.jupiter.api.Test;

                class NestedTests {
                    @Test
                    void runsOnTheStack() {
                        Assertions.assertEquals("L1.cmdline=a b", System.getProperty("nestlab.stack"));
                    }

                    @Test
                    void fails() {
                        Assertions.fail("not so");
                    }

                    @Test
                    void givesUp() {
                        Assumptions.abort("cannot tell");
                    }

                    @Test
                    @Disabled("not today")
                    void isSkipped() {}
                }
                """);
        build.source("tests-nested", "OtherTests", """
                package com.example;

                import org.junit.jupiter.api.Test;

                class OtherTests {
                    @Test
                    void passes() {}
                }
                """);
    }

    private ProjectTestSuite.Run run(String filter) {
        return new MavenTestSuite(new MavenTestSuite.Request(
                        module,
                        filter,
                        List.of(
                                "-Dmaven.repo.local=" + System.getProperty("local.repository"),
                                "-Dnestlab.state.dir=" + folder.resolve("state")),
                        Duration.ofMinutes(5),
                        folder.resolve("out"),
                        new TreeMap<>(),
                        System.getProperty("maven.home") + "/bin:" + System.getenv("PATH")))
                .run("candidate", Stack.parse("L1.cmdline=a b"), line -> {});
    }

    @Test
    void everyTestIsToldAndNothingOfTheLastBuildIsTouched() throws IOException {
        Path earlier = Files.createDirectories(module.resolve("target/allure-results"));
        Files.writeString(earlier.resolve("earlier-result.json"), "{}");

        ProjectTestSuite.Run run = run("");

        assertThat(run.log().ended().stream().map(test -> test.state() + " " + test.name() + " " + test.detail()))
                .as(String.join("\n", run.tail()))
                .containsExactlyInAnyOrder(
                        "HOLDS NestedTests > runsOnTheStack() ",
                        "FAILED NestedTests > fails() not so",
                        "ABORTED NestedTests > givesUp() cannot tell",
                        "SKIPPED NestedTests > isSkipped() not today",
                        "HOLDS OtherTests > passes() ");
        assertThat(run.log().whole()).isTrue();
        assertThat(run.status()).isEqualTo(OptionalInt.of(1));
        assertThat(earlier).isDirectoryContaining("glob:**/earlier-result.json");
        assertThat(module.resolve("target/failsafe-reports")).doesNotExist();
        assertThat(module.resolveSibling("target/allure-report")).doesNotExist();
        Path out = folder.resolve("out/candidate");
        assertThat(out.resolve("allure-results")).isDirectoryContaining("glob:**-result.json");
        assertThat(out.resolve("nestlab/failsafe-reports")).isDirectoryContaining("glob:**/TEST-*.xml");
    }

    @Test
    void aFilterLeavesTheOthersOut() {
        ProjectTestSuite.Run run = run("OtherTests");
        assertThat(run.log().ended())
                .as(String.join("\n", run.tail()))
                .singleElement()
                .satisfies(test -> assertThat(test.name()).isEqualTo("OtherTests > passes()"));
        assertThat(run.status()).isEqualTo(OptionalInt.of(0));
    }

    @Test
    void testsThatAreEndedAreAskedTo() throws Exception {
        build.source("tests-nested", "NestedTests", """
                package com.example;

                import java.nio.file.Files;
                import java.nio.file.Path;
                import org.junit.jupiter.api.Test;

                class NestedTests {
                    @Test
                    void takesLong() throws Exception {
                        Path file = Path.of(System.getProperty("nestlab.output.dir"), "asked");
                        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                            try {
                                Thread.sleep(2_000);
                                Files.writeString(Files.createDirectories(file.getParent()).resolve("asked"), "");
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        }));
                        Files.writeString(Path.of(System.getProperty("nestlab.test.log") + ".begun"), "");
                        Thread.sleep(600_000);
                    }
                }
                """);
        Path out = folder.resolve("out/candidate");
        CompletableFuture<String> end = new CompletableFuture<>();
        Thread gate = new Thread(() -> {
            try {
                end.complete("not interrupted: " + run("NestedTests"));
            } catch (ProvisioningException e) {
                end.complete(String.valueOf(e.getMessage()));
            }
        });
        gate.start();
        Awaitility.await()
                .atMost(3, TimeUnit.MINUTES)
                .until(() -> Files.exists(out.resolve("tests.jsonl.begun")) || end.isDone());

        gate.interrupt();

        assertThat(end.get(2, TimeUnit.MINUTES))
                .startsWith("interrupted while `")
                .contains("mvn -B -ntp` was running");
        assertThat(out.resolve("nestlab/asked")).exists();
        assertThat(ProcessHandle.current().descendants()).noneMatch(ProcessHandle::isAlive);
    }
}
