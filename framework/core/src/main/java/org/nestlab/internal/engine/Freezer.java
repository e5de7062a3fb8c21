package org.nestlab.internal.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.lab.Steps;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.running.LabState;
import org.nestlab.internal.settings.SnapshotSettings;
import org.nestlab.internal.snapshot.Freezing;
import org.nestlab.internal.snapshot.SnapshotParts;
import org.nestlab.internal.snapshot.SnapshotStore;

/** Freezes a lab whose guests are ready, or says why it cannot be frozen. */
final class Freezer {

    private final SnapshotStore store;
    private final SnapshotSettings limits;
    private final String digest;
    private SnapshotStore.@Nullable Stored stored;

    /** @param digest the digest of the spec of the lab */
    Freezer(SnapshotStore store, SnapshotSettings limits, String digest) {
        this.store = store;
        this.limits = limits;
        this.digest = digest;
    }

    /** The snapshot of the lab; empty if there is none, or it is not complete. */
    Optional<SnapshotStore.Stored> stored() {
        return Optional.ofNullable(stored);
    }

    /**
     * Freezes the lab.
     *
     * @return whether the lab itself can no longer be used; false if it continues as before
     */
    boolean ends(LabState lab) {
        Steps steps = lab.context().steps();
        Optional<String> obstacle = obstacle(lab);
        if (obstacle.isPresent()) {
            steps.say("no snapshot is made of it: " + obstacle.get());
            return false;
        }
        Freezing freezing = new Freezing(store, lab);
        try {
            stored = freezing.run(
                    digest, SnapshotParts.of(lab.plan(), lab.context().owner(), lab.site()));
            steps.say("frozen: %d MiB".formatted(stored.snapshot().bytes() >> 20));
            for (LabId removed : store.bound(limits.most(), limits.bytes())) {
                steps.say("the snapshot of lab %s was removed, as no more are kept".formatted(removed));
            }
            return true;
        } catch (RuntimeException e) {
            steps.say("no snapshot was made of it: " + e.getMessage());
            return freezing.hasBegun();
        }
    }

    private static Optional<String> obstacle(LabState lab) {
        Optional<String> ofPlan = Freezing.obstacle(lab.plan());
        if (ofPlan.isPresent()) {
            return ofPlan;
        }
        if (lab.hostHypervisor().open().remote()) {
            return Optional.of("its host is reached over SSH");
        }
        return LabUser.on(lab.site().shell()).isRoot()
                ? Optional.empty()
                : Optional.of("its disks belong to root, and this user cannot copy them");
    }
}
