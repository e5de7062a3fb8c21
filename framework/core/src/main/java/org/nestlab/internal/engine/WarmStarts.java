package org.nestlab.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nestlab.internal.snapshot.SnapshotException;
import org.nestlab.internal.snapshot.SnapshotStore;

/**
 * Decides whether a lab is thawed or booted. The first lab of a spec is booted, frozen when it is ready, and then
 * thawed, so each snapshot was thawed once before any other lab depends on it. If anything fails, the lab is booted.
 *
 * @param <L> the lab
 */
final class WarmStarts<L> {

    private final SnapshotStore store;
    private final Ways<L> ways;
    private final List<String> failures = new ArrayList<>();

    WarmStarts(SnapshotStore store, Ways<L> ways) {
        this.store = store;
        this.ways = ways;
    }

    /** How labs come up. A way that fails leaves nothing behind. */
    interface Ways<L> {

        /** Brings up a lab from a snapshot. */
        L thaw(SnapshotStore.Stored stored);

        /** Brings up a lab without a snapshot. */
        L boot();

        /** Boots a lab, and freezes it once it is ready. */
        Booted<L> bootAndFreeze();

        /** Whether the process is about to end, so that nothing else should be tried. */
        boolean isEnding();
    }

    /**
     * The result of booting and freezing a lab.
     *
     * @param lab the lab, up; empty if it was frozen or lost, and so is gone
     * @param stored the snapshot; empty if the lab was not frozen
     */
    record Booted<L>(Optional<L> lab, Optional<SnapshotStore.Stored> stored) {}

    /**
     * A lab that is up.
     *
     * @param failures why the lab was not thawed, a sentence for each snapshot; empty if it was thawed, or there was no
     *     snapshot
     */
    record Up<L>(L lab, List<String> failures) {}

    /** @param digest the digest of the lab's spec */
    Up<L> run(String digest) {
        store.sweep();
        for (SnapshotStore.Stored stored : store.ofSpec(digest)) {
            Optional<L> thawed = thaw(stored);
            if (thawed.isPresent()) {
                return new Up<>(thawed.get(), List.of());
            }
        }
        // A snapshot that is intact but in use is not made again.
        return store.ofSpec(digest).isEmpty() ? first() : booted(ways.boot());
    }

    private Up<L> first() {
        Booted<L> booted = ways.bootAndFreeze();
        if (booted.lab().isPresent()) {
            return booted(booted.lab().get());
        }
        return booted.stored()
                .flatMap(this::thaw)
                .map(lab -> new Up<L>(lab, List.of()))
                .orElseGet(() -> booted(ways.boot()));
    }

    private Up<L> booted(L lab) {
        return new Up<>(lab, List.copyOf(failures));
    }

    private Optional<L> thaw(SnapshotStore.Stored stored) {
        try {
            return Optional.of(ways.thaw(stored));
        } catch (RuntimeException e) {
            if (ways.isEnding()) {
                throw e;
            }
            failures.add(
                    "the snapshot of lab %s: %s".formatted(stored.snapshot().id(), e.getMessage()));
            if (!(e instanceof SnapshotException known && known.isPassing())) {
                store.remove(stored.snapshot().id());
            }
            return Optional.empty();
        }
    }
}
