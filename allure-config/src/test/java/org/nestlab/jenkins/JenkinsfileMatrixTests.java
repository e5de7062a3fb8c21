package org.nestlab.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two stacks beside each other. */
class JenkinsfileMatrixTests {

    private static final Map<String, Object> BOTH = Map.of(
            "BASELINE_KERNEL", "/boot/old",
            "BASELINE_INITRD", "/boot/old.img",
            "CANDIDATE_KERNEL", "/boot/new",
            "CANDIDATE_INITRD", "/boot/new.img");

    @Test
    void withoutACandidateOnlyTheBaselineIsRun() {
        JenkinsRun run = JenkinsRun.of(Map.of(), new Agent());

        assertThat(run.of("labs/candidate")).containsExactly("skipped");
        assertThat(run.log()).noneMatch(line -> line.startsWith("labs/candidate/"));
    }

    @Test
    void eachStackHasItsOwnKernelAndItsOwnHistory() {
        JenkinsRun run = JenkinsRun.of(BOTH, new Agent());

        assertThat(run.commands("labs/baseline/verify"))
                .anyMatch(
                        command -> command.endsWith(
                                "-Dnestlab.history=/ws/nestlab-baseline/history/history.db -Dnestlab.l1.kernel=/boot/old -Dnestlab.l1.initrd=/boot/old.img"));
        assertThat(run.commands("labs/candidate/verify"))
                .anyMatch(
                        command -> command.endsWith(
                                "-Dnestlab.history=/ws/nestlab-candidate/history/history.db -Dnestlab.l1.kernel=/boot/new -Dnestlab.l1.initrd=/boot/new.img"));
        assertThat(run.of("post"))
                .contains("allure {allureVersion=3, results=["
                        + "{path=allure-results/baseline/tests-nested/target/allure-results}, "
                        + "{path=allure-results/baseline/tests-performance/target/allure-results}, "
                        + "{path=allure-results/candidate/tests-nested/target/allure-results}, "
                        + "{path=allure-results/candidate/tests-performance/target/allure-results}]}");
    }

    @Test
    void aCandidateMayBeAStackAlone() {
        JenkinsRun run = JenkinsRun.of(
                Map.of(
                        "BASELINE_STACK",
                        "L0.hypervisor=debian:bookworm",
                        "CANDIDATE_STACK",
                        " L0.hypervisor=debian:trixie "),
                new Agent());

        assertThat(run.commands("labs/baseline/verify"))
                .anyMatch(command -> command.endsWith(" -Dnestlab.stack=L0.hypervisor=debian:bookworm"));
        assertThat(run.commands("labs/candidate/verify"))
                .anyMatch(command -> command.endsWith(" -Dnestlab.stack=L0.hypervisor=debian:trixie"));
    }

    @Test
    void aStackThatFailsDoesNotKeepTheOtherFromRunning() {
        JenkinsRun run = JenkinsRun.of(BOTH, new Agent().failing("-Dnestlab.l1.kernel=/boot/old", 1));

        assertThat(run.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(run.of("labs/candidate/report")).contains("echo candidate: 1 within");
        assertThat(run.commands("labs/candidate/post")).containsExactly("./nestlab reap");
    }

    @Test
    void aStackThatIsNotRunHandsItsHistoryOn() {
        assertThat(JenkinsRun.of(Map.of(), new Agent()).of("post"))
                .containsSubsequence(
                        "caught: candidate has no results: No such saved stash 'allure-candidate'",
                        "copyArtifacts {filter=nestlab-candidate/history/**, optional=true, projectName=nestlab/main,"
                                + " selector=last with artifacts}",
                        "archiveArtifacts {allowEmptyArchive=true, artifacts=nestlab-candidate/history/**}");
    }
}
