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

    /** How labs come up. Each way leaves nothing behind where it fails. */
    interface Ways<L> {

        /** Brings one up from a snapshot. */
        L thaw(SnapshotStore.Stored stored);

        /** Brings one up without any snapshot. */
        L boot();

        /** Boots one, and freezes it once it is ready. */
        Booted<L> bootAndFreeze();

        /** Whether the process is about to end, so that nothing else is tried. */
        boolean isEnding();
    }

    /**
     * A lab that was to be frozen.
     *
     * @param lab up; empty where it was frozen, or lost when it was, and is gone
     * @param stored what it was frozen to; empty where it was not
     */
    record Booted<L>(Optional<L> lab, Optional<SnapshotStore.Stored> stored) {}

    /**
     * A lab that is up.
     *
     * @param failures why it was not thawed, a sentence for each snapshot; empty where there was none, or it was
     */
    record Up<L>(L lab, List<String> failures) {}

    /** @param digest of the lab's spec */
    Up<L> run(String digest) {
        store.sweep();
        for (SnapshotStore.Stored stored : store.ofSpec(digest)) {
            Optional<L> thawed = thaw(stored);
            if (thawed.isPresent()) {
                return new Up<>(thawed.get(), List.of());
            }
        }
        // A snapshot that is well, and in use, is not made a second time.
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
