package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.cli.InProcess.Outcome;
import org.nestlab.internal.shard.Shard;
import org.nestlab.internal.shard.ShardFile;
import org.nestlab.internal.shard.ShardPlan;
import org.nestlab.internal.shard.ShardRecord.Discovered;
import org.nestlab.internal.shard.ShardRecord.Ended;

/** A record of three classes, two of them of one lab, and one of no known duration. */
class ShardCommandTests {

    private static final String ENGINE = "[engine:junit-jupiter]/";

    @TempDir
    Path folder;

    private ShardFile file;

    @BeforeEach
    void aRunOfAllTests() {
        file = ShardFile.begin(folder.resolve("module/target/nestlab"), new Shard(1, 1), "", "");
        discover("A", "lab 1", "kvm-in-kvm");
        discover("B", "lab 1", "kvm-in-kvm");
        discover("C", "class C", "C");
        file.addBegun();
        end("A", 20_000);
        end("B", 10_000);
        file.addOver();
    }

    private void discover(String name, String lab, String labName) {
        file.add(new Discovered(ENGINE + "[class:%s]/[method:it()]".formatted(name), name, lab, labName, 1));
    }

    private void end(String name, long millis) {
        file.add(new Ended(ENGINE + "[class:%s]/[method:it()]".formatted(name), true, "passed", millis));
        file.add(new Ended(ENGINE + "[class:%s]".formatted(name), false, "passed", millis));
    }

    @Test
    void thePlanIsShownAndWritten() {
        Path plan = folder.resolve("plan.json");

        Outcome outcome = InProcess.run("shard", "plan", "--of", "3", "--output", plan.toString(), folder.toString());

        assertThat(outcome.printed()).isEqualTo("""
                shard 1/3: 30.0 s
                    30.0 s  kvm-in-kvm: A, B
                shard 2/3: 15.0 s
                    15.0 s  C: C
                shard 3/3: nothing to do
                written to %s
                """.formatted(plan));
        assertThat(outcome.exitStatus()).isZero();
        assertThat(ShardPlan.read(plan).shardOf("C", "")).isEqualTo(2);
    }

    @Test
    void aCountOutOfRangeIsAUsageError() {
        assertThat(InProcess.run("shard", "plan", "--of", "0", folder.toString()))
                .isEqualTo(new Outcome(2, "nestlab: --of is 0; expected 1 to 1000\n"));
    }

    @Test
    void theCheckFailsWithTheNameOfWhatWasNotRun() {
        Outcome outcome = InProcess.run("shard", "check", folder.toString());

        assertThat(outcome.printed()).isEqualTo("""
                nestlab: C > it() has no result; it belongs to shard 1
                nestlab: it is not shown that every test was run once
                """);
        assertThat(outcome.exitStatus()).isEqualTo(1);
    }

    @Test
    void theCheckHoldsWhenEveryTestHasItsResult() {
        end("C", 1);

        assertThat(InProcess.run("shard", "check", folder.toString()))
                .isEqualTo(new Outcome(0, "3 tests, each run once by one of 1 shards; 0 failed\n"));
    }

    @Test
    void withoutARecordNothingIsProven() {
        Outcome outcome = InProcess.run("shard", "check", folder.resolve("none").toString());

        assertThat(outcome.exitStatus()).isEqualTo(2);
        assertThat(outcome.printed()).startsWith("nestlab: there is no folder ");
    }
}
