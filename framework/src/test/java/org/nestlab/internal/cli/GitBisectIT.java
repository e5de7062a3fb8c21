package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.cli.Nestlab;

/** git bisects machines that are booted: from the fourth commit on L1's kernel mitigates faults of the CPU. */
class GitBisectIT {

    @TempDir
    private Path folder;

    @Test
    void findsTheCommitThatMadeANestedExitDearer() {
        BisectedTree tree = new BisectedTree(folder, Duration.ofHours(1));
        tree.commit(List.of(
                "L1.cmdline=mitigations=off",
                "L1.cmdline=mitigations=off quiet",
                "L1.kernel=modules:/no/such/folder",
                "L1.nesting=on",
                "L1.cmdline=quiet"));

        String said = tree.run(("git bisect run sh -c '%s exact --vendor amd --candidate \"$(cat %s)\""
                        + " --worse-than L3:cpuid=36000,L3:cpuid.exits=8'")
                .formatted(tree.launcher(Nestlab.class), BisectedTree.FILE));

        // Of the third nobody can tell: it may be that one as well.
        assertThat(said).contains("There are only 'skip'ped commits left to test.");
        assertThat(tree.git("bisect", "log"))
                .contains("# good: ", "# skip: ", "# bad: ")
                .containsPattern("# bad: .*commit 4 ")
                .containsPattern("# good: .*commit 2 ")
                .containsPattern("# skip: .*commit 3 ");
    }
}
