package org.nestlab.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.labtests.ProjectTestSuite;
import org.nestlab.internal.labtests.TestLog;
import org.nestlab.internal.labtests.TestLog.Ended;
import org.nestlab.stack.Stack;
import org.nestlab.upgrade.FunctionalCheck;
import org.nestlab.upgrade.FunctionalCheck.State;
import org.nestlab.upgrade.Outcome;

/** What the tests of two stacks prove, as values alone. */
class TestComparisonTests {

    private static final OptionalInt PASSED = OptionalInt.of(0);
    private static final OptionalInt FAILED = OptionalInt.of(1);

    private final Map<String, ProjectTestSuite.Run> runs = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> progress = new ArrayList<>();

    private static Ended test(String name, State state) {
        return new Ended("[class:A]/[method:%s]".formatted(name), name, state, "");
    }

    private static ProjectTestSuite.Run run(OptionalInt status, Ended... ended) {
        return run(new TestLog(List.of(ended), List.of(), true), status);
    }

    private static ProjectTestSuite.Run run(TestLog log, OptionalInt status) {
        return new ProjectTestSuite.Run(
                log, status, Duration.ofMinutes(45), Duration.ofSeconds(7), Path.of("maven.log"), List.of("the end"));
    }

    private TestComparison.Result compared(ProjectTestSuite.Run baseline, ProjectTestSuite.Run candidate) {
        runs.put("baseline", baseline);
        runs.put("candidate", candidate);
        ProjectTestSuite suite = (side, stack, told) -> {
            asked.add(side + " " + stack.text());
            return Optional.ofNullable(runs.get(side)).orElseThrow();
        };
        return TestComparison.of(suite, Stack.parse(""), Stack.parse("L1.cmdline=debug"), progress::add);
    }

    private TestComparison.Ending ending(ProjectTestSuite.Run baseline, ProjectTestSuite.Run candidate) {
        return compared(baseline, candidate).ending().orElseThrow();
    }

    @Test
    void testsThatPassOnBothEndNothing() {
        TestComparison.Result result = compared(
                run(PASSED, test("a", State.HOLDS), test("b", State.SKIPPED)),
                run(PASSED, test("a", State.HOLDS), test("b", State.SKIPPED)));

        assertThat(result.ending()).isEmpty();
        assertThat(result.open()).isEmpty();
        assertThat(result.note()).isEqualTo("1 tests pass on both, 1 were aborted or skipped");
        assertThat(result.candidate()).extracting(FunctionalCheck::state).containsExactly(State.HOLDS, State.SKIPPED);
        assertThat(asked).containsExactly("baseline ", "candidate L1.cmdline=debug");
        assertThat(progress)
                .containsExactly(
                        "do the tests pass on the baseline",
                        "  1 passed, 0 failed, 0 aborted, 1 skipped (7 s)",
                        "do the tests pass on the candidate",
                        "  1 passed, 0 failed, 0 aborted, 1 skipped (7 s)");
    }

    @Test
    void aTestThatFailsOnTheCandidateIsItsFault() {
        TestComparison.Ending ending = ending(
                run(PASSED, test("a", State.HOLDS), test("b", State.HOLDS)),
                run(FAILED, test("a", State.HOLDS), test("b", State.FAILED)));

        assertThat(ending.outcome()).isEqualTo(Outcome.DOES_NOT_WORK);
        assertThat(ending.reason()).isEqualTo("the candidate: 1 test fails: b");
    }

    @Test
    void whatFailsOnBothIsSaidOfBoth() {
        TestComparison.Ending ending = ending(
                run(FAILED, test("a", State.FAILED), test("b", State.FAILED), test("c", State.HOLDS)),
                run(FAILED, test("a", State.FAILED), test("b", State.HOLDS), test("c", State.FAILED)));

        assertThat(ending.outcome()).isEqualTo(Outcome.DOES_NOT_WORK);
        assertThat(ending.reason())
                .isEqualTo("the candidate: 1 test fails: c; the baseline: 1 test fails: b;"
                        + " both: 1 test fails on the baseline too: a");
    }

    @Test
    void aTestThatTheCandidateLostKeepsItFromBeingGood() {
        TestComparison.Result result = compared(
                run(PASSED, test("a", State.HOLDS), test("b", State.HOLDS), test("c", State.HOLDS)),
                run(PASSED, test("a", State.HOLDS), test("b", State.ABORTED)));

        assertThat(result.ending()).isEmpty();
        assertThat(result.open())
                .isEqualTo("passed on the baseline and not on the candidate: b (aborted), c (not run)");
    }

    @Test
    void aBaselineThatReachedItsLimitTellsNothingAndTheCandidateIsNotAsked() {
        TestLog cut = new TestLog(List.of(test("a", State.HOLDS)), List.of("b"), false);

        TestComparison.Result result = compared(run(cut, OptionalInt.empty()), run(PASSED));

        assertThat(result.ending().orElseThrow().outcome()).isEqualTo(Outcome.CANNOT_TELL);
        assertThat(result.ending().orElseThrow().reason())
                .isEqualTo("the tests on the baseline were ended after 2700 s, their limit, while this was running: b;"
                        + " their output is in maven.log");
        assertThat(result.candidate()).isEmpty();
        assertThat(asked).containsExactly("baseline ");
    }

    @Test
    void aJvmThatDiedOnTheCandidateTellsNothing() {
        TestLog cut = new TestLog(List.of(test("a", State.HOLDS)), List.of(), false);

        TestComparison.Ending ending =
                ending(run(PASSED, test("a", State.HOLDS), test("b", State.HOLDS)), run(cut, FAILED));

        assertThat(ending.outcome()).isEqualTo(Outcome.CANNOT_TELL);
        assertThat(ending.reason())
                .isEqualTo("the tests on the candidate ended before all were run; their output is in maven.log");
    }

    @Test
    void aBuildThatFailsWithoutATestTellsNothing() {
        TestComparison.Ending ending = ending(run(FAILED, test("a", State.HOLDS)), run(PASSED, test("a", State.HOLDS)));

        assertThat(ending.outcome()).isEqualTo(Outcome.CANNOT_TELL);
        assertThat(ending.reason())
                .isEqualTo(
                        "no test failed on the baseline, but Maven exited with status 1; their output is in maven.log");
    }

    @Test
    void skippedTestsAreNoTests() {
        assertThatThrownBy(() -> compared(run(PASSED, test("a", State.SKIPPED)), run(PASSED)))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageStartingWith("no test was run on the baseline, 1 were skipped; expected tests")
                .hasMessageContaining("its output is in maven.log")
                .hasMessageEndingWith("  the end");
    }
}
