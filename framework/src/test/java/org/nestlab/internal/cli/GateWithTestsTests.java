package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.labtests.MavenTestSuite;
import org.nestlab.internal.labtests.ProjectTestSuite;
import org.nestlab.internal.labtests.TestLog;
import org.nestlab.internal.labtests.TestLogLine;
import org.nestlab.internal.labtests.TestLogLine.Event;
import org.nestlab.upgrade.FunctionalCheck.State;

/** What the gate makes of tests that are run on both stacks. */
class GateWithTestsTests extends GateFixture {

    /** How one side's tests ended. */
    private final class Side {
        private final List<TestLogLine> lines = new ArrayList<>();
        private OptionalInt status = OptionalInt.of(0);

        Side with(String name, State state, String detail) {
            lines.add(new TestLogLine(Event.ENDED, "[class:C]/[method:" + name + "]", name, true, state, detail));
            return this;
        }

        Side passed(String... names) {
            for (String name : names) {
                with(name, State.HOLDS, "");
            }
            return this;
        }

        Side failed(String name) {
            status = OptionalInt.of(1);
            return with(name, State.FAILED, "not so");
        }

        Side running(String name) {
            lines.add(new TestLogLine(Event.STARTED, "[class:C]/[method:" + name + "]", name, true, State.HOLDS, ""));
            return this;
        }

        Side status(OptionalInt ended) {
            status = ended;
            return this;
        }

        ProjectTestSuite.Run run(String side) {
            Path file = folder.resolve(side + ".jsonl");
            TestLog.add(file, TestLogLine.ofRun(Event.RUN_STARTED, "1"));
            lines.forEach(line -> TestLog.add(file, line));
            if (lines.stream().noneMatch(line -> line.event() == Event.STARTED)) {
                TestLog.add(file, TestLogLine.ofRun(Event.RUN_ENDED, "1"));
            }
            return new ProjectTestSuite.Run(
                    TestLog.read(file),
                    status,
                    Duration.ofMinutes(45),
                    Duration.ofSeconds(7),
                    Path.of("maven.log"),
                    List.of("[ERROR] no such thing"));
        }
    }

    private final Side baseline = new Side();
    private final Side candidate = new Side();
    private final Map<String, String> stacks = new HashMap<>();
    private final List<MavenTestSuite.Request> asked = new ArrayList<>();

    @BeforeEach
    void runTheSides() {
        tests = wanted -> {
            asked.add(wanted);
            return (side, stack, progress) -> {
                stacks.put(side, stack.text());
                return (side.equals("baseline") ? baseline : candidate).run(side);
            };
        };
    }

    private int gateWithTests(String... more) throws IOException {
        Path project = Files.createDirectories(folder.resolve("lab-tests"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        List<String> all = new ArrayList<>(List.of(
                "--candidate",
                "L1.cmdline=debug",
                "--workload",
                "L1:sysbench-cpu-single",
                "--tests",
                project.toString()));
        all.addAll(List.of(more));
        return gate(all.toArray(String[]::new));
    }

    @Test
    void testsThatPassOnBothAreChecksOfBothAndTheRestIsMeasured() throws IOException {
        baseline.passed("A > a", "A > b").with("B", State.SKIPPED, "not on this tier");
        candidate.passed("A > a", "A > b").with("B", State.SKIPPED, "not on this tier");

        assertThat(gateWithTests()).isZero();

        assertThat(stacks).containsEntry("baseline", "").containsEntry("candidate", "L1.cmdline=debug");
        assertThat(labs.out.toString())
                .contains("do the tests pass on the baseline\n  2 passed, 0 failed, 0 aborted, 1 skipped (7 s)\n")
                .containsPattern(
                        "(?s)does the baseline work\n.* test A > a\n  ok      test A > b\n  skipped test B: not on")
                .containsPattern("(?s)does the candidate work\n.*  ok      test A > a\n")
                .contains(
                        "\ngood: all 3 metrics are within their limits; 2 tests pass on both, 1 were aborted or skipped (");
        assertThat(Files.readString(folder.resolve("gate.json"))).contains("""
                        {
                            "claim" : "test B",
                            "passed" : false,
                            "state" : "skipped",
                            "failure" : "",
                            "why" : "not on this tier",
                            "failsOnBoth" : false
                          }""");
    }

    @Test
    void aTestThatFailsOnTheCandidateAloneIsNamedAndNothingIsMeasured() throws IOException {
        baseline.passed("A > a", "A > b");
        candidate.passed("A > a").failed("A > b");

        assertThat(gateWithTests()).isEqualTo(3);

        assertThat(labs.out.toString())
                .contains("  FAILED  test A > b: not so\n")
                .contains("\ndoes not work: the candidate: 1 test fails: A > b (")
                .doesNotContain("on the baseline too", "measuring");
        assertThat(labs.engine.log).filteredOn(line -> line.startsWith("up ")).hasSize(2);
    }

    @Test
    void whatFailsOnBothIsToldApart() throws IOException {
        baseline.passed("A > a").failed("A > b").failed("A > c");
        candidate.failed("A > a").failed("A > b").passed("A > c");

        assertThat(gateWithTests()).isEqualTo(3);

        assertThat(labs.out.toString())
                .contains("  FAILED  test A > a: not so\n  FAILED  test A > b (fails on the baseline too): not so\n")
                .contains(
                        "\ndoes not work: the candidate: 1 test fails: A > a; the baseline: 1 test fails: A > c; both: 1 test fails on the baseline too: A > b (");
        assertThat(Files.readString(folder.resolve("gate.json"))).containsOnlyOnce("\"exitStatus\" : 3");
    }

    @Test
    void aTestThatGaveUpOnTheCandidateDidNotPassThere() throws IOException {
        baseline.passed("A > a", "A > b", "A > c");
        candidate.passed("A > a").with("A > b", State.ABORTED, "cannot tell");

        assertThat(gateWithTests()).isEqualTo(125);

        assertThat(labs.out.toString())
                .contains("  aborted test A > b: cannot tell\n")
                .contains(
                        "\ncannot tell: passed on the baseline and not on the candidate: A > b (aborted), A > c (not run) (");
    }

    @Test
    void oneThatGaveUpOnBothIsNoVerdict() throws IOException {
        baseline.passed("A > a").with("A > b", State.ABORTED, "cannot tell");
        candidate.passed("A > a").with("A > b", State.ABORTED, "cannot tell");
        assertThat(gateWithTests()).isZero();
        assertThat(labs.out.toString()).contains("; 1 tests pass on both, 1 were aborted or skipped (");
    }

    @Test
    void aWorseMetricIsToldWhateverATestGaveUp() throws IOException {
        labs.speed = lab -> (lab.endsWith("candidate") ? 700 : 1000) * labs.noise();
        baseline.passed("A > a", "A > b");
        candidate.passed("A > a").with("A > b", State.ABORTED, "cannot tell");
        assertThat(gateWithTests()).isEqualTo(1);
    }

    @Test
    void noTestIsNoPass() throws IOException {
        baseline.status(OptionalInt.of(1));
        assertThat(gateWithTests()).isEqualTo(2);
        assertThat(labs.err.toString())
                .contains(
                        "nestlab: no test was run on the baseline, 0 were skipped; expected tests with this Nestlab on their class path. Maven exited with status 1; its output is in maven.log\n  [ERROR] no such thing\n");
    }

    @Test
    void skippedTestsAloneAreNone() throws IOException {
        baseline.passed("A > a");
        candidate.with("A > a", State.SKIPPED, "not here");
        assertThat(gateWithTests()).isEqualTo(2);
        assertThat(labs.err.toString())
                .contains("nestlab: no test was run on the candidate, 1 were skipped; expected tests ");
    }

    @Test
    void testsThatWereAllAbortedTellNothing() throws IOException {
        baseline.with("A > a", State.ABORTED, "cannot tell");
        assertThat(gateWithTests()).isEqualTo(125);
        assertThat(stacks).doesNotContainKey("candidate");
        assertThat(labs.out.toString())
                .contains(
                        "\ncannot tell: all tests that were run on the baseline were aborted: A > a; their output is in maven.log (");
    }

    @Test
    void theLimitIsToldWithWhatWasRunning() throws IOException {
        baseline.passed("A > a");
        candidate.running("A > a").status(OptionalInt.empty());
        assertThat(gateWithTests()).isEqualTo(125);
        assertThat(labs.out.toString())
                .contains(
                        "\ncannot tell: the tests on the candidate were ended after 2700 s, their limit, while this was running: A > a; their output is in maven.log (");
    }

    @Test
    void whatFailedBeforeTheLimitHasFailed() throws IOException {
        baseline.passed("A > a", "A > b");
        candidate.failed("A > a").running("A > b").status(OptionalInt.empty());
        assertThat(gateWithTests()).isEqualTo(3);
        assertThat(labs.out.toString())
                .contains(
                        "\ndoes not work: the candidate: 1 test fails: A > a; the tests on the candidate were ended after 2700 s, their limit, while this was running: A > b;");
    }

    @Test
    void aJvmThatDiedTellsNothing() throws IOException {
        baseline.passed("A > a");
        candidate.passed("A > b").running("A > a").status(OptionalInt.of(1));
        assertThat(gateWithTests()).isEqualTo(125);
        assertThat(labs.out.toString())
                .contains(
                        "\ncannot tell: the tests on the candidate ended before all were run, while this was running: A > a;");
    }

    @Test
    void aBuildThatFailsWithoutATestTellsNothing() throws IOException {
        baseline.passed("A > a").status(OptionalInt.of(1));
        assertThat(gateWithTests()).isEqualTo(125);
        assertThat(labs.out.toString())
                .contains("\ncannot tell: no test failed on the baseline, but Maven exited with status 1;");
    }

    @Test
    void noTestIsRunOnACandidateThatDoesNotBoot() throws IOException {
        labs.engine.failing("kvm-in-kvm candidate", new ProvisioningException("kernel panic"));
        assertThat(gateWithTests()).isEqualTo(3);
        assertThat(stacks).isEmpty();
    }

    @Test
    void whatIsAskedOfTheTestsIsHandedOn() throws IOException {
        baseline.passed("A > a");
        candidate.passed("A > a");
        System.setProperty("nestlab.timeout.scale", "2");
        try {
            gateWithTests("--tests-filter", "A*", "--tests-arg=-Pfull", "--tests-arg=-o", "--tests-limit", "10m");
        } finally {
            System.clearProperty("nestlab.timeout.scale");
        }
        assertThat(asked).singleElement().satisfies(wanted -> {
            assertThat(wanted.project()).isEqualTo(folder.resolve("lab-tests"));
            assertThat(wanted.filter()).isEqualTo("A*");
            assertThat(wanted.arguments()).containsExactly("-Pfull", "-o");
            assertThat(wanted.limit()).isEqualTo(Duration.ofMinutes(10));
            assertThat(wanted.settings()).containsEntry("nestlab.timeout.scale", "2");
        });
    }

    @Test
    void whatIsAskedWronglyIsSaid() throws IOException {
        assertThat(gate("--candidate", "L1.cmdline=debug", "--tests", folder.toString()))
                .isEqualTo(2);
        assertThat(gateWithTests("--tests-limit", "soon")).isEqualTo(2);
        assertThat(gate("--candidate", "L1.cmdline=debug", "--tests-filter", "A"))
                .isEqualTo(2);
        assertThat(labs.err.toString())
                .contains(
                        "nestlab: %s has no pom.xml; expected the folder of a Maven project, like tests-nested\n"
                                .formatted(folder),
                        "nestlab: --tests-limit is 'soon'; expected a duration of more than 0, like 180s, 3m or 500ms\n",
                        "nestlab: --tests-filter and --tests-arg need --tests; expected --tests DIR, too\n");
        assertThat(labs.engine.log).isEmpty();
    }
}
