package org.nestlab.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tests divided among several agents. */
class JenkinsfileShardsTests {

    private static final Map<String, Object> TWO = Map.of("SHARDS", "2");
    private static final String MERGE = "./nestlab report merge shards --output nestlab-shards/report";

    @Test
    void eachShardIsABranchWithAnAgentOfItsOwn() {
        JenkinsRun run = JenkinsRun.of(TWO, new Agent());

        assertThat(run.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(run.of("labs/baseline")).containsExactly("skipped");
        for (int number = 1; number <= 2; number++) {
            List<String> did = run.of("shards/shard " + number);
            assertThat(did)
                    .startsWith("node kvm {", "checkout what Jenkins was given", "lock nestlab-node-1 {")
                    .contains(
                            "sh ./nestlab doctor",
                            "unstash shard-plan",
                            "sh mvn -B -ntp verify -Psetup -Dnestlab.tier=auto -Dnestlab.host.nesting=check"
                                    + " -Dnestlab.gate=lenient -Dnestlab.keep=never -Dnestlab.shard=%d/2"
                                            .formatted(number),
                            "sh ./nestlab reap");
            String stashed = " name=shard-%d}".formatted(number);
            assertThat(did).anyMatch(line -> line.startsWith("stash ") && line.endsWith(stashed));
        }
        assertThat(run.of("shards")).contains("unstash shard-1", "unstash shard-2", "sh " + MERGE);
    }

    @Test
    void allShardsGetThePlanThatIsMadeOfTheLastBuild() {
        JenkinsRun run = JenkinsRun.of(TWO, new Agent().file("shards.json", "{}"));

        assertThat(run.of("shards"))
                .contains("copyArtifacts {filter=nestlab-shards/records/**, optional=true, projectName=nestlab/main,"
                        + " selector=last with artifacts}")
                .contains("sh ./nestlab shard plan --of 2 --output shards.json nestlab-shards/records");
        assertThat(run.commands("shards/shard 2"))
                .anyMatch(command -> command.endsWith(" -Dnestlab.shard=2/2 -Dnestlab.shard.plan=/ws/shards.json"));
    }

    @Test
    void withoutRecordsOfAnEarlierBuildThereIsNoPlan() {
        JenkinsRun run = JenkinsRun.of(TWO, new Agent().failing("ls nestlab-shards/records", 2));

        assertThat(run.commands("shards")).noneMatch(command -> command.contains("shard plan"));
        assertThat(run.outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void aShardThatFailsEndsNoOtherAndFailsTheBuild() {
        JenkinsRun run = JenkinsRun.of(TWO, new Agent().failing("-Dnestlab.shard=1/2", 1));

        assertThat(run.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(run.commands("shards/shard 1")).contains("./nestlab reap");
        assertThat(run.commands("shards/shard 2")).anyMatch(command -> command.contains("-Dnestlab.shard=2/2"));
        assertThat(run.commands("shards")).contains(MERGE);
    }

    @Test
    void anAgentWithoutADoctorsLeaveFailsItsShardAndTheMergeSaysWhatIsMissing() {
        JenkinsRun run = JenkinsRun.of(TWO, new Agent().failing("./nestlab doctor", 1));

        assertThat(run.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(run.of("shards"))
                .anyMatch(line -> line.startsWith("caught: a shard has no result"))
                .anyMatch(line -> line.startsWith("caught: shard 2 has left nothing"))
                .contains("sh " + MERGE);
    }

    @Test
    void theMergeDecidesOnTheBuild() {
        assertThat(JenkinsRun.of(TWO, new Agent().failing(MERGE, 1)).outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(JenkinsRun.of(TWO, new Agent().failing(MERGE, 125)).outcome())
                .isEqualTo(Outcome.UNSTABLE);
        assertThat(JenkinsRun.of(TWO, new Agent().failing(MERGE, 1)).of("shards"))
                .contains("archiveArtifacts {allowEmptyArchive=true, artifacts=nestlab-shards/**}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "two", "", "1000", "1; ls"})
    void aCountThatIsNoneFailsTheBuild(String count) {
        JenkinsRun run = JenkinsRun.of(Map.of("SHARDS", count), new Agent());

        assertThat(run.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(run.log())
                .anyMatch(line -> line.endsWith("SHARDS is '%s'; expected a number from 1 to 999".formatted(count)))
                .noneMatch(line -> line.contains("mvn"));
    }

    @Test
    void aCandidateIsRefused() {
        JenkinsRun run =
                JenkinsRun.of(Map.of("SHARDS", "2", "CANDIDATE_STACK", "L0.hypervisor=debian:trixie"), new Agent());

        assertThat(run.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(run.log()).anyMatch(line -> line.contains("expected one of them: run a build for each stack"));
    }
}
