package org.nestlab.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.plan.Drawn;
import org.nestlab.internal.plan.LabId;

class SnapshotStoreTests {

    private static final LabId LAB = new LabId("0badcafe");

    private final Path root;
    private final StateFolder state;
    private final SnapshotStore store;

    SnapshotStoreTests(@TempDir Path root) {
        this.root = root;
        state = StateFolder.open(root);
        store = new SnapshotStore(state);
    }

    @Test
    void aCompletedSnapshotIsFoundAsItWasWritten() throws Exception {
        SnapshotStore.Stored stored = made(LAB, "spec", 5);

        assertThat(store.ofSpec("spec")).containsExactly(stored);
        assertThat(store.ofSpec("another")).isEmpty();
        assertThat(stored.snapshot().fault(stored.folder())).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stored.folder())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(stored.folder().resolve("snapshot.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aSnapshotThatIsBeingMadeIsNeverUsed() throws Exception {
        Path part = store.begin(LAB);
        Files.writeString(part.resolve("snapshot.json"), "{}");

        assertThat(store.list()).isEmpty();
    }

    @Test
    void whatAProcessThatIsGoneBeganIsSweptAndThatOfALivingOneIsNot() {
        Path gone = store.begin(LAB);
        Path living = store.begin(new LabId("0badbeef"));
        try (Journal journal = Journal.start(state, new LabId("0badbeef"), "qemu:///system")) {
            store.sweep();

            assertThat(gone).doesNotExist();
            assertThat(living).exists();
            assertThat(journal.id()).isEqualTo(new LabId("0badbeef"));
        }
    }

    @Test
    void aDescriptionThatWasCutShortIsNoSnapshot() throws Exception {
        Path description = made(LAB, "spec", 5).folder().resolve("snapshot.json");
        String whole = Files.readString(description);

        for (int length = 0; length < whole.stripTrailing().length(); length += 7) {
            Files.writeString(description, whole.substring(0, length));
            assertThat(store.list()).as("cut short at %d", length).isEmpty();
        }
    }

    @Test
    void aFileThatWasCutShortOrIsGoneOrWasWrittenToIsAFault() throws Exception {
        SnapshotStore.Stored stored = made(LAB, "spec", 5);
        Path memory = stored.folder().resolve("memory-hypervisor");

        Files.setLastModifiedTime(memory, FileTime.from(Instant.ofEpochSecond(1)));
        assertThat(stored.snapshot().fault(stored.folder()))
                .contains("its file memory-hypervisor was written to since it was made");
        Files.writeString(memory, "123");
        assertThat(stored.snapshot().fault(stored.folder()))
                .contains("its file memory-hypervisor has 3 bytes; expected 5");
        Files.delete(memory);
        assertThat(stored.snapshot().fault(stored.folder()).orElseThrow())
                .startsWith("its file memory-hypervisor cannot be read: ");
    }

    @Test
    void thoseThatWereNotUsedForTheLongestTimeGoFirst() throws Exception {
        used(made(new LabId("00000001"), "a", 5), 10);
        used(made(new LabId("00000002"), "b", 5), 30);
        used(made(new LabId("00000003"), "c", 5), 20);

        assertThat(store.bound(2, 100)).containsExactly(new LabId("00000001"));
        assertThat(store.bound(2, 9)).containsExactly(new LabId("00000003"));
        assertThat(store.list())
                .extracting(stored -> stored.snapshot().id().value())
                .containsExactly("00000002");
        assertThat(root.resolve("snapshots")).isDirectoryContaining(folder -> folder.endsWith("00000002"));
    }

    @Test
    void aLargeSnapshotThatExceedsTheLimitAloneIsNotKept() throws Exception {
        used(made(new LabId("00000001"), "a", 5), 10);
        used(made(new LabId("00000002"), "b", 50), 30);

        assertThat(store.bound(8, 20)).containsExactly(new LabId("00000002"));
    }

    @Test
    void whatIsRemovedLeavesNothing() throws Exception {
        made(LAB, "spec", 5);

        store.remove(LAB);
        store.remove(LAB);

        assertThat(root.resolve("snapshots")).isEmptyDirectory();
    }

    @Test
    void whatThawedGuestsDrewIsRemembered() throws Exception {
        made(LAB, "spec", 5);
        store.drew(LAB, "first");
        store.drew(LAB, "second");

        assertThat(store.drawn(LAB)).containsExactlyInAnyOrder("first", "second");
    }

    private SnapshotStore.Stored made(LabId lab, String spec, long bytes) throws IOException {
        Path part = store.begin(lab);
        Files.writeString(part.resolve("memory-hypervisor"), "12345");
        FrozenGuest guest =
                new FrozenGuest("L1 hypervisor", "key", "00ff", new GuestFacts("boot", 31.5, "drawn", "00ff"), 0);
        return store.complete(new Snapshot(
                new Drawn(lab.value(), List.of(new UUID(1, 2)), List.of("192.168.140.0/24")),
                "kvm-in-kvm",
                spec,
                Map.of("QEMU", "7.2.22"),
                "key",
                List.of(guest),
                List.of(StoredFile.of(part, "memory-hypervisor")),
                bytes));
    }

    private static void used(SnapshotStore.Stored stored, long seconds) throws IOException {
        Files.setLastModifiedTime(stored.folder().resolve("drawn"), FileTime.from(Instant.ofEpochSecond(seconds)));
    }
}
