package org.nestlab.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.engine.PaperLab;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.spec.Tier;

/** What freezing does where the disk is full, before it has begun and in the midst of it. */
class FreezingTests {

    private static final long MUCH = 1L << 40;

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @SuppressWarnings("NullAway.Init") // set before each test
    private PaperLab lab;

    @SuppressWarnings("NullAway.Init") // set before each test
    private SnapshotStore store;

    @BeforeEach
    void up() {
        lab = new PaperLab(folder, Tier.EMULATED);
        store = new SnapshotStore(StateFolder.open(folder.resolve("state")));
        for (LiveGuest guest : lab.running.allGuests()) {
            guest.sessions()
                    .ready(new AgentConversation(line -> line.equals("facts") ? "boot 31.50 drawn nonce" : "ok"));
        }
    }

    @AfterEach
    void down() {
        lab.close();
    }

    private List<String> marks() {
        return lab.running.context().journal().entries().stream()
                .map(entry -> entry.kind())
                .filter(kind -> kind.startsWith("fr"))
                .toList();
    }

    private void assertNothingIsLeft() {
        assertThat(store.list()).isEmpty();
        assertThat(folder.resolve("state/snapshots")).isEmptyDirectory();
    }

    @Test
    void withTooLittleRoomTheLabGoesOnAsItIs() {
        long memory = lab.l1.spec().memoryMib();
        long free = (memory + 1023) << 20;
        Freezing freezing = new Freezing(store, lab.running, disk -> free);

        assertThatThrownBy(() -> freezing.run("digest", Map.of()))
                .isInstanceOfSatisfying(
                        SnapshotException.class, e -> assertThat(e.isPassing()).isTrue())
                .hasMessageEndingWith(
                        " has %d MiB left; expected %d MiB for the memory of L1, and 1 GiB to spare",
                        memory + 1023, memory + 1024);

        assertThat(freezing.hasBegun()).isFalse();
        assertThat(marks()).isEmpty();
        assertThat(lab.l2.isSuspended()).isFalse();
        assertThat(lab.l1.domain().surelyExists()).isTrue();
        assertNothingIsLeft();
    }

    @Test
    void aDiskThatIsFullInTheMidstLeavesNoSnapshot() {
        lab.host.answers.failOn("cp ", 1, "cp: error writing 'x': No space left on device");
        Freezing freezing = new Freezing(store, lab.running, disk -> MUCH);

        assertThatThrownBy(() -> freezing.run("digest", Map.of())).hasMessageContaining("No space left on device");

        assertThat(freezing.hasBegun()).as("its sessions have ended").isTrue();
        assertThat(marks()).containsExactly("freezing");
        assertNothingIsLeft();
    }

    @Test
    void aGuestThatLibvirtCannotSaveLeavesNoSnapshot() {
        lab.running.site().libvirt().domains().destroy(lab.l1.uuid());
        Freezing freezing = new Freezing(store, lab.running, disk -> MUCH);

        assertThatThrownBy(() -> freezing.run("digest", Map.of())).hasMessageContaining("saving");

        assertNothingIsLeft();
    }
}
