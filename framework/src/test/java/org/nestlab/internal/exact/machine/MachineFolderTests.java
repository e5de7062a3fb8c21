package org.nestlab.internal.exact.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.HostNotCapableException;

class MachineFolderTests {

    @TempDir
    Path state;

    private Path left(String name, boolean locked) throws IOException {
        Path folder = Files.createDirectories(state.resolve("exact").resolve(name));
        Files.writeString(folder.resolve("initrd"), "much");
        if (locked) {
            Files.createFile(folder.resolve("lock"));
        }
        age(folder);
        return folder;
    }

    private static void age(Path folder) throws IOException {
        Files.setLastModifiedTime(folder, FileTime.fromMillis(System.currentTimeMillis() - 60_000));
    }

    @Test
    void goesWithTheMachine() throws IOException {
        Path path;
        try (MachineFolder folder = MachineFolder.create(state)) {
            path = folder.path();
            Files.createDirectory(path.resolve("isolinux"));
            Files.writeString(path.resolve("isolinux/x"), "x");
        }

        assertThat(path).doesNotExist();
    }

    @Test
    void sweepsWhatNobodyHolds() throws IOException {
        Path killed = left("machine-1", true);
        try (MachineFolder used = MachineFolder.create(state)) {
            age(used.path());
            assertThat(MachineFolder.sweep(state)).containsExactly(killed.toAbsolutePath());
            assertThat(used.path()).exists();
        }
        assertThat(killed).doesNotExist();
    }

    @Test
    void leavesWhatIsBeingMade() throws IOException {
        Path made = left("machine-2", false);
        Files.setLastModifiedTime(made, FileTime.fromMillis(System.currentTimeMillis()));

        assertThat(MachineFolder.sweep(state)).isEmpty();

        age(made);
        assertThat(MachineFolder.sweep(state)).containsExactly(made.toAbsolutePath());
    }

    @Test
    void saysWhereNoneCanBeMade() throws IOException {
        Path file = Files.createFile(state.resolve("file"));

        assertThatThrownBy(() -> MachineFolder.create(file))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessageContaining("set nestlab.state.dir");
    }

    @Test
    void saysHowMuchRoomIsWanted() {
        assertThatThrownBy(() -> new Room(state, () -> 100L << 20).require(512L << 20))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessage(
                        "L0 host: 100 MiB are free in %s, and an exact machine needs 512 MiB while it runs: free some, or set nestlab.state.dir"
                                .formatted(state));
    }
}
