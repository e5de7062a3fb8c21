package org.nestlab.internal.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.nestlab.internal.shard.ShardCheck;
import org.nestlab.internal.shard.ShardFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code nestlab shard check}: whether several shards together ran every test once. */
@Command(
        name = "check",
        description = {
            "Proves from the records of all shards that every test that JUnit discovered has the result of one shard.",
            "Tests that failed have one; the shards' own exit statuses tell of them."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every test was run once",
            "1:a test was not run, or more than once, or a shard is missing, or the shards are of two commits",
            "2:there are no records, or usage error"
        },
        footerHeading = "%nExample:%n",
        footer = "  nestlab shard check shard-1 shard-2")
final class ShardCheckCommand extends PrintingCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "DIR",
            arity = "1..*",
            description = "What the shards have left, at any depth: target/nestlab/shard-*.jsonl of each module.")
    private List<Path> folders = List.of();

    @Override
    public Integer call() {
        ShardCheck check = ShardCheck.of(ShardFile.readAll(folders));
        check.problems().forEach(this::complain);
        if (!check.holds()) {
            complain("it is not shown that every test was run once");
            return ExitStatus.NOT_READY;
        }
        print("%d tests, each run once by one of %d shards; %d failed"
                .formatted(check.tests(), check.of(), check.failed().size()));
        return ExitStatus.READY;
    }
}
