package org.nestlab.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;
import org.nestlab.internal.shard.ShardCheck;
import org.nestlab.internal.shard.ShardFile;
import org.nestlab.internal.shard.ShardRecord;

/**
 * What the shards of a run have left together.
 *
 * @param problems what contradicts that every test was run once, a sentence each
 * @param failed the names of the tests and classes that failed
 * @param ran the unique ids of the tests that were run, as JUnit had them in the run
 * @param tests how many were discovered
 * @param shards how many there are
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ShardResults(List<String> problems, List<String> failed, Set<String> ran, int tests, int shards) {

    public ShardResults {
        problems = List.copyOf(problems);
        failed = List.copyOf(failed);
        ran = Set.copyOf(ran);
    }

    /**
     * Reads the records of all shards and checks them, as {@code nestlab shard check} does.
     *
     * @param folders where they are, at any depth
     * @throws org.nestlab.LabConfigurationException if a folder does not exist, or there is no record
     * @throws org.nestlab.ProvisioningException if a record cannot be read
     */
    public static ShardResults of(List<Path> folders) {
        List<ShardRecord> records = ShardFile.readAll(folders);
        ShardCheck check = ShardCheck.of(records);
        return new ShardResults(check.problems(), check.failed(), ShardCheck.ran(records), check.tests(), check.of());
    }
}
