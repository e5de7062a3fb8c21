package org.nestlab.internal.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.file.WholeFile;
import org.nestlab.internal.shard.Shard;
import org.nestlab.internal.shard.ShardFile;
import org.nestlab.internal.shard.ShardLoad;
import org.nestlab.internal.shard.ShardLoads;
import org.nestlab.internal.shard.ShardPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nestlab shard plan}: which shard gets which labs. */
@Command(
        name = "plan",
        description = {
            "Divides the labs by how long their tests took in earlier runs with nestlab.shard, the longest first.",
            "-Dnestlab.shard=1/1 makes such a run of all tests."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:a file cannot be read or written", "2:there is no earlier run, or usage error"},
        footerHeading = "%nExample:%n",
        footer = "  nestlab shard plan --of 4 --output shards.json")
final class ShardPlanCommand extends PrintingCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "DIR",
            arity = "0..*",
            description = "Where the records of earlier runs are, at any depth; the current folder if none is named.")
    private List<Path> folders = List.of();

    @Option(names = "--of", paramLabel = "N", required = true, description = "How many shards there are.")
    private int of;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Writes the plan, for -Dnestlab.shard.plan of each shard.")
    private @Nullable Path output;

    @Override
    public Integer call() {
        if (of < 1 || of > Shard.MOST) {
            throw new LabConfigurationException("--of is %d; expected 1 to %d".formatted(of, Shard.MOST));
        }
        List<ShardLoad> loads = ShardLoads.of(ShardFile.readAll(folders.isEmpty() ? List.of(Path.of("")) : folders));
        ShardPlan plan = ShardPlan.divide(loads, of);
        for (int shard = 1; shard <= of; shard++) {
            List<ShardLoad> labs = plan.labsOf(shard);
            print("shard %d/%d: %s"
                    .formatted(shard, of, labs.isEmpty() ? "nothing to do" : seconds(plan.seconds(shard))));
            labs.forEach(lab -> print(
                    "  %8s  %s: %s".formatted(seconds(lab.seconds()), lab.name(), String.join(", ", lab.classes()))));
        }
        if (output != null) {
            try {
                WholeFile.write(output, plan.json());
            } catch (IOException e) {
                throw new ProvisioningException("%s cannot be written: %s".formatted(output, e), e);
            }
            print("written to %s".formatted(output));
        }
        return ExitStatus.READY;
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
