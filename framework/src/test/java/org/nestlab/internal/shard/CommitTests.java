package org.nestlab.internal.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitTests {

    private static final String HASH = "0123456789abcdef0123456789abcdef01234567";
    private static final String OTHER = "fedcba9876543210fedcba9876543210fedcba98";

    @TempDir
    Path folder;

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private String commit() {
        return Commit.of(folder, Map.of("GITHUB_SHA", OTHER));
    }

    @Test
    void aBranchHasAFile() throws IOException {
        write(".git/HEAD", "ref: refs/heads/main\n");
        write(".git/refs/heads/main", HASH + "\n");
        Files.createDirectories(folder.resolve("module"));

        assertThat(Commit.of(folder.resolve("module"), Map.of())).isEqualTo(HASH);
    }

    @Test
    void aBranchIsPacked() throws IOException {
        write(".git/HEAD", "ref: refs/heads/main\n");
        write(".git/packed-refs", "# pack-refs\n%s refs/heads/domain\n%s refs/heads/main\n".formatted(OTHER, HASH));

        assertThat(commit()).isEqualTo(HASH);
    }

    @Test
    void aCiServerChecksOutACommit() throws IOException {
        write(".git/HEAD", HASH + "\n");

        assertThat(commit()).isEqualTo(HASH);
    }

    @Test
    void aWorkTreeOfItsOwnPointsToItsRepository() throws IOException {
        write(".git", "gitdir: repository/worktrees/one\n");
        write("repository/worktrees/one/HEAD", "ref: refs/heads/one\n");
        write("repository/worktrees/one/commondir", "../..\n");
        write("repository/refs/heads/one", HASH + "\n");

        assertThat(commit()).isEqualTo(HASH);
    }

    @Test
    void withoutGitTheEnvironmentSaysIt() throws IOException {
        write(".git/HEAD", "damaged");

        assertThat(commit()).isEqualTo(OTHER);
        assertThat(Commit.of(folder, Map.of("GIT_COMMIT", "main"))).isEmpty();
    }
}
