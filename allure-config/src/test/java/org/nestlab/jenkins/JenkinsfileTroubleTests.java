package org.nestlab.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nestlab.jenkins.Agent.REPORT;
import static org.nestlab.jenkins.Agent.VERDICTS;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that can fail, what becomes of the build, and that nothing of a lab is left. */
class JenkinsfileTroubleTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "within, within, not judged | SUCCESS  | echo baseline: 2 within, 1 not judged",
                "within, inconclusive       | UNSTABLE | unstable baseline: L2/L1 m2: inconclusive: because",
                "exceeded, within           | FAILURE  | failed: baseline: L2/L1 m1: exceeded: because",
                "invalid                    | FAILURE  | failed: baseline: L2/L1 m1: invalid: because",
                "inconclusive, exceeded     | FAILURE  | failed: baseline: L2/L1 m2: exceeded: because",
                "invalid, exceeded          | FAILURE  | failed: baseline: L2/L1 m1: invalid: because; L2/L1 m2: exceeded: because",
                "sideways                   | FAILURE  | failed: baseline: L2/L1 m1: sideways: because",
            })
    void theVerdictsAreTheResult(String words, Outcome outcome, String told) {
        JenkinsRun run = run(new Agent().verdicts(words.split(", ")));

        assertThat(run.outcome()).isEqualTo(outcome);
        assertThat(run.log()).anyMatch(line -> line.endsWith(": " + told));
        assertReaped(run);
    }

    @Test
    void verdictsOfTheFunctionalTestsCountToo() {
        JenkinsRun run =
                run(new Agent().file("tests-nested/target/nestlab/verdicts.json", Agent.verdictsFile("inconclusive")));

        assertThat(run.outcome()).isEqualTo(Outcome.UNSTABLE);
        assertThat(run.of("labs/baseline/report")).contains("echo baseline: 1 inconclusive, 1 within");
    }

    @Test
    void noVerdictsAreAFailure() {
        JenkinsRun run = run(new Agent().without(VERDICTS));

        assertThat(run.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(run.log())
                .anyMatch(line -> line.endsWith("failed: baseline: there is no " + VERDICTS
                        + ": nothing was measured; the log of verify says why"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{}", "null", "{\"counts\":{},\"verdicts\":[]}", "{\"counts\":3,\"verdicts\":[1]}"})
    void aFileThatHoldsNoVerdictsIsAFailure(String content) {
        JenkinsRun run = run(new Agent().file(VERDICTS, content));

        assertThat(run.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(run.log()).anyMatch(line -> line.contains("failed: baseline: " + VERDICTS + " cannot be read: "));
        assertReaped(run);
    }

    @Test
    void aFileThatIsCutShortAnywhereIsAFailure() {
        String whole = Agent.verdictsFile("within", "within");
        for (int length = 0; length < whole.length(); length += 20) {
            assertThat(run(new Agent().file(VERDICTS, whole.substring(0, length)))
                            .outcome())
                    .as("the first %d characters", length)
                    .isEqualTo(Outcome.FAILURE);
        }
    }

    @Test
    void aFileThatHoldsFewerVerdictsThanItCountsIsAFailure() {
        JenkinsRun run =
                run(new Agent().file(VERDICTS, Agent.verdictsFile("within").replace("\"within\":1", "\"within\":2")));

        assertThat(run.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(run.log())
                .anyMatch(line -> line.endsWith("failed: baseline: " + VERDICTS + " counts 2 verdicts and holds 1"));
    }

    @Test
    void anAgentThatIsNotReadyRunsNoTests() {
        JenkinsRun run = run(new Agent().failing("./nestlab doctor", 1));

        assertThat(run.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(run.log())
                .noneMatch(line -> line.startsWith("labs/baseline/verify") || line.startsWith("labs/baseline/report"));
        assertReaped(run);
    }

    @Test
    void whereNestingMayBeSwitchedOnDoctorOnlyTells() {
        JenkinsRun run = JenkinsRun.of(Map.of("HOST_NESTING", "enable"), new Agent().failing("./nestlab doctor", 1));

        assertThat(run.of("labs/baseline/doctor"))
                .contains("echo the agent is not ready as it is; HOST_NESTING=enable may mend it");
        assertThat(run.outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void aSetUpThatFailsEndsTheBuild() {
        JenkinsRun run = run(new Agent().failing("./nestlab setup", 1));

        assertThat(run.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(run.commands("labs/baseline/doctor")).containsExactly("./nestlab setup");
        assertReaped(run);
    }

    @Test
    void testsThatFailAreReportedAllTheSame() {
        JenkinsRun run = run(new Agent().failing("mvn", 1));

        assertThat(run.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(run.of("labs/baseline/report"))
                .anyMatch(line -> line.startsWith("junit "))
                .anyMatch(line -> line.startsWith("archiveArtifacts "))
                .contains("echo baseline: 1 within");
        assertThat(run.of("post")).anyMatch(line -> line.startsWith("allure "));
        assertReaped(run);
    }

    @Test
    void testsThatTakeTooLongAreReportedAndReaped() {
        JenkinsRun run = run(new Agent().interrupting("mvn").without(VERDICTS).without(REPORT));

        assertThat(run.outcome()).isEqualTo(Outcome.ABORTED);
        assertThat(run.of("labs/baseline/verify"))
                .contains("caught: the tests failed, or took too long: interrupted")
                .contains("sh ./nestlab reap");
        assertThat(run.of("labs/baseline/report")).anyMatch(line -> line.startsWith("archiveArtifacts "));
        assertReaped(run);
    }

    @Test
    void aMissingReportIsToldAndTheVerdictsAreReadAllTheSame() {
        JenkinsRun run = run(new Agent().without(REPORT));

        assertThat(run.outcome()).isEqualTo(Outcome.UNSTABLE);
        assertThat(run.of("labs/baseline/report"))
                .contains(
                        "unstable baseline: no report was written: the log of verify says why",
                        "echo baseline: 1 within");
    }

    @Test
    void somethingLeftOnTheAgentIsAFailure() {
        JenkinsRun run = run(new Agent().failing("./nestlab reap", 1));

        assertThat(run.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(run.of("labs/baseline/report")).contains("echo baseline: 1 within");
        assertReaped(run);
    }

    @Test
    void aJenkinsWithoutAllureLosesNothingElse() {
        JenkinsRun run = run(new Agent().failing("the step allure", 1));

        assertThat(run.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(run.of("post")).contains("caught: the Allure plugin made no report: script returned exit code 1");
    }

    private static JenkinsRun run(Agent agent) {
        return JenkinsRun.of(Map.of(), agent);
    }

    private static void assertReaped(JenkinsRun run) {
        assertThat(run.commands("labs/baseline/post")).containsExactly("./nestlab reap");
    }
}
