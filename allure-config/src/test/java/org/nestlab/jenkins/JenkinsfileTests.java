package org.nestlab.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every stage does when all is well. */
class JenkinsfileTests {

    private static final String VERIFY = "labs/baseline/verify";
    private static final String SETTINGS =
            "-Dnestlab.tier=auto -Dnestlab.host.nesting=check -Dnestlab.gate=lenient -Dnestlab.keep=never"
                    + " -Dnestlab.history=/ws/nestlab-baseline/history/history.db";

    @Test
    void aBuildInWhichAllIsWithinIsASuccess() {
        assertThat(run(Map.of()).outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void theStagesComeInTheirOrderOnAnAgentThatCan() {
        JenkinsRun run = run(Map.of("AGENT_LABEL", "kvm && amd"));

        assertThat(run.log()).first().isEqualTo("labs/baseline: agent kvm && amd");
        assertThat(run.log().stream()
                        .map(line -> line.replaceFirst("(?s): .*", ""))
                        .distinct())
                .containsExactly(
                        "labs/baseline",
                        "labs/baseline/doctor",
                        "labs/baseline/verify",
                        "labs/baseline/report",
                        "labs/baseline/post",
                        "labs/candidate",
                        "post");
    }

    @Test
    void doctorLooksAfterWhatIsMissingWasInstalled() {
        assertThat(run(Map.of()).of("labs/baseline/doctor"))
                .containsExactly(
                        "lock nestlab-node-1 {",
                        "timeout {time=30, unit=MINUTES} {",
                        "sh ./nestlab setup",
                        "sh ./nestlab doctor",
                        "}",
                        "}");
        assertThat(run(Map.of("SETUP", false)).commands("labs/baseline/doctor")).containsExactly("./nestlab doctor");
    }

    @Test
    void verifyHasTheAgentForItselfAndALimitOfTime() {
        List<String> did = run(Map.of("VERIFY_MINUTES", "45")).of(VERIFY);

        assertThat(did.subList(did.indexOf("lock nestlab-node-1 {"), did.size()))
                .containsExactly(
                        "lock nestlab-node-1 {",
                        "timeout {time=45, unit=MINUTES} {",
                        "sh mvn -B -ntp verify -Psetup " + SETTINGS,
                        "}",
                        "timeout {time=15, unit=MINUTES} {",
                        "sh ./nestlab reap",
                        "}",
                        "}");
    }

    @Test
    void everyParameterReachesTheTests() {
        Map<String, Object> parameters = Map.of(
                "TIER", "kvm",
                "PROFILE", "thorough",
                "THRESHOLDS", "ci/thresholds.yaml",
                "HOST_NESTING", "enable",
                "FULL", true,
                "KEEP_ON_FAILURE", true,
                "BASELINE_KERNEL", "/boot/vmlinuz-6.1",
                "BASELINE_INITRD", "kernels/initrd-6.1");

        assertThat(run(parameters).commands(VERIFY))
                .contains("mvn -B -ntp verify -Psetup,full -Dnestlab.tier=kvm -Dnestlab.host.nesting=enable"
                        + " -Dnestlab.gate=lenient -Dnestlab.keep=on-failure"
                        + " -Dnestlab.history=/ws/nestlab-baseline/history/history.db -Dnestlab.profile=thorough"
                        + " -Dnestlab.thresholds=/ws/ci/thresholds.yaml -Dnestlab.l1.kernel=/boot/vmlinuz-6.1"
                        + " -Dnestlab.l1.initrd=/ws/kernels/initrd-6.1");
        assertThat(run(Map.of("SETUP", false)).commands(VERIFY)).contains("mvn -B -ntp verify " + SETTINGS);
    }

    @Test
    void aParameterIsOneWordOfTheCommandLineWhateverIsInIt() {
        assertThat(run(Map.of("THRESHOLDS", " a b'; rm -rf $HOME #.yaml ")).commands(VERIFY))
                .contains("mvn -B -ntp verify -Psetup " + SETTINGS
                        + " '-Dnestlab.thresholds=/ws/a b'\\''; rm -rf $HOME #.yaml'");
    }

    @Test
    void theHistoryComesFromTheLastBuildAndGoesToTheNext() {
        JenkinsRun run = run(Map.of());

        assertThat(run.of(VERIFY).subList(0, 2))
                .satisfiesExactly(
                        forgotten -> assertThat(forgotten).startsWith("sh rm -rf "),
                        copied -> assertThat(copied)
                                .isEqualTo("copyArtifacts {filter=nestlab-baseline/history/**, optional=true,"
                                        + " projectName=nestlab/main, selector=last with artifacts}"));
        assertThat(run.of("labs/baseline/report"))
                .contains("archiveArtifacts {allowEmptyArchive=true, artifacts=nestlab-baseline/**}");
    }

    @Test
    void reportHandsOverTheTestsTheArtifactsAndTheVerdicts() {
        assertThat(run(Map.of()).of("labs/baseline/report"))
                .satisfiesExactly(
                        junit -> assertThat(junit)
                                .isEqualTo(
                                        "junit {allowEmptyResults=true, testResults=*/target/surefire-reports/TEST-*.xml,"
                                                + " */target/failsafe-reports/TEST-*.xml}"),
                        collected -> assertThat(collected).startsWith("sh out=\"nestlab-$STACK\""),
                        archived -> assertThat(archived).startsWith("archiveArtifacts "),
                        stashed -> assertThat(stashed)
                                .isEqualTo("stash {allowEmpty=true, includes=*/target/allure-results/**,"
                                        + " name=allure-baseline}"),
                        told -> assertThat(told).isEqualTo("echo baseline: 1 within"));
    }

    @Test
    void theReportOfAllureIsMadeOnceForTheBuild() {
        assertThat(run(Map.of()).of("post"))
                .startsWith("timeout {time=30, unit=MINUTES} {", "node kvm {")
                .contains(
                        "unstash allure-baseline",
                        "allure {allureVersion=3, results=["
                                + "{path=allure-results/baseline/tests-nested/target/allure-results}, "
                                + "{path=allure-results/baseline/tests-performance/target/allure-results}]}");
    }

    @Test
    void whatALabLeftIsRemovedAtTheEndToo() {
        assertThat(run(Map.of()).commands("labs/baseline/post")).containsExactly("./nestlab reap");
    }

    @Test
    void theWholeBuildHasALimitOfTime() {
        assertThat(run(Map.of()).options()).containsExactly("timeout {time=24, unit=HOURS}");
    }

    private static JenkinsRun run(Map<String, Object> parameters) {
        return JenkinsRun.of(parameters, new Agent());
    }
}
