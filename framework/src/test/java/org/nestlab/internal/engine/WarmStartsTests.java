package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.plan.Drawn;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.snapshot.Snapshot;
import org.nestlab.internal.snapshot.SnapshotException;
import org.nestlab.internal.snapshot.SnapshotStore;

/** Labs are words: what was done, in order, is {@link #log}. */
class WarmStartsTests implements WarmStarts.Ways<String> {

    private static final String SPEC = "digest";

    private final SnapshotStore store;
    private final List<String> log = new ArrayList<>();
    private final Deque<RuntimeException> thaws = new ArrayDeque<>();
    private boolean frozen = true;
    private boolean lost;
    private boolean ending;

    WarmStartsTests(@TempDir Path folder) {
        store = new SnapshotStore(StateFolder.open(folder));
    }

    @Test
    void theFirstLabIsBootedFrozenAndThawedAndTheNextOneIsThawed() {
        assertThat(run().lab()).isEqualTo("thawed 00000001");
        assertThat(run().lab()).isEqualTo("thawed 00000001");
        assertThat(log).containsExactly("boot and freeze", "thaw 00000001", "thaw 00000001");
    }

    @Test
    void aSnapshotThatCannotBeThawedIsRemovedAndAnotherOneMade() {
        make("0000000a");
        thaws.add(SnapshotException.spoilt("QEMU is 10.0.2; it was 7.2.22 when the snapshot was made"));

        assertThat(run().lab()).isEqualTo("thawed 00000001");
        assertThat(log).containsExactly("thaw 0000000a", "boot and freeze", "thaw 00000001");
        assertThat(snapshots()).containsExactly("00000001");
    }

    @Test
    void whateverEndsAThawRemovesTheSnapshot() {
        make("0000000a");
        frozen = false;
        thaws.add(new ProvisioningException("L1 hypervisor: no login"));

        WarmStarts.Up<String> up = run();

        assertThat(up.lab()).isEqualTo("booted");
        assertThat(up.failures()).containsExactly("the snapshot of lab 0000000a: L1 hypervisor: no login");
        assertThat(snapshots()).isEmpty();
    }

    @Test
    void aSnapshotInUseStaysAndNoSecondOneIsMade() {
        make("0000000a");
        thaws.add(SnapshotException.busy("lab 0000000a, which was thawed from it, is there"));

        WarmStarts.Up<String> up = run();

        assertThat(up.lab()).isEqualTo("booted");
        assertThat(up.failures())
                .containsExactly("the snapshot of lab 0000000a: lab 0000000a, which was thawed from it, is there");
        assertThat(log).containsExactly("thaw 0000000a", "boot");
        assertThat(snapshots()).containsExactly("0000000a");
    }

    @Test
    void aLabThatCannotBeFrozenIsUsedAsItIs() {
        frozen = false;

        assertThat(run().lab()).isEqualTo("booted");
        assertThat(log).containsExactly("boot and freeze");
    }

    @Test
    void aLabThatIsLostWhenItIsFrozenIsBootedAgain() {
        lost = true;

        assertThat(run().lab()).isEqualTo("booted");
        assertThat(log).containsExactly("boot and freeze", "boot");
    }

    @Test
    void aFreshSnapshotThatCannotBeThawedIsNotKept() {
        thaws.add(SnapshotException.spoilt("L2 guest: its memory holds the nonce -"));

        WarmStarts.Up<String> up = run();

        assertThat(up.lab()).isEqualTo("booted");
        assertThat(up.failures()).hasSize(1);
        assertThat(log).containsExactly("boot and freeze", "thaw 00000001", "boot");
        assertThat(snapshots()).isEmpty();
    }

    @Test
    void aProcessThatEndsBootsNothingAndKeepsTheSnapshot() {
        make("0000000a");
        ending = true;
        thaws.add(new ProvisioningException("the lab is being taken down"));

        assertThatThrownBy(this::run).hasMessage("the lab is being taken down");
        assertThat(log).containsExactly("thaw 0000000a");
        assertThat(snapshots()).containsExactly("0000000a");
    }

    private WarmStarts.Up<String> run() {
        return new WarmStarts<>(store, this).run(SPEC);
    }

    private List<String> snapshots() {
        return store.list().stream()
                .map(stored -> stored.snapshot().id().value())
                .toList();
    }

    private SnapshotStore.Stored make(String lab) {
        store.begin(new LabId(lab));
        return store.complete(new Snapshot(
                new Drawn(lab, List.of(new UUID(1, 2)), List.of("192.168.140.0/24")),
                "kvm-in-kvm",
                SPEC,
                Map.of(),
                "key",
                List.of(),
                List.of(),
                1));
    }

    @Override
    public String thaw(SnapshotStore.Stored stored) {
        String lab = stored.snapshot().id().value();
        log.add("thaw " + lab);
        RuntimeException failure = thaws.poll();
        if (failure != null) {
            throw failure;
        }
        return "thawed " + lab;
    }

    @Override
    public String boot() {
        log.add("boot");
        return "booted";
    }

    @Override
    public WarmStarts.Booted<String> bootAndFreeze() {
        log.add("boot and freeze");
        if (lost) {
            return new WarmStarts.Booted<>(Optional.empty(), Optional.empty());
        }
        return frozen
                ? new WarmStarts.Booted<>(Optional.empty(), Optional.of(make("00000001")))
                : new WarmStarts.Booted<>(Optional.of("booted"), Optional.empty());
    }

    @Override
    public boolean isEnding() {
        return ending;
    }
}
