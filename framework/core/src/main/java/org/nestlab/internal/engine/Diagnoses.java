package org.nestlab.internal.engine;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.examination.LabDiagnosis;
import org.nestlab.internal.examination.Layers;
import org.nestlab.internal.lab.Findings;
import org.nestlab.internal.running.LabState;

/** The causes that were found for the failures of one lab. */
final class Diagnoses {

    private final LabState state;
    private final Supplier<Optional<String>> death;
    private volatile boolean failed;
    private volatile @Nullable Findings ofDeadLab;
    private volatile @Nullable Findings inDoubt;

    /** @param death why the lab can no longer be used; empty while it can */
    Diagnoses(LabState state, Supplier<Optional<String>> death) {
        this.state = state;
        this.death = death;
    }

    /** Whether a failure was diagnosed. */
    boolean haveBeen() {
        return failed;
    }

    /** Whether a guest was found dead, and was not found well afterwards. */
    boolean areInDoubt() {
        return inDoubt != null;
    }

    Findings of(Throwable failure) {
        failed = true;
        Findings before = ofDeadLab;
        if (before != null && isDead()) {
            // Otherwise each test of the lab would wait for the same silent guest, and get the same answer.
            return before.again();
        }
        Findings found = new LabDiagnosis(state, failure).findings();
        boolean dead = isDead();
        // An earlier finding about a lab that was well afterwards does not explain how it died later.
        ofDeadLab = dead ? found : null;
        inDoubt = found.blamesALayer() && !dead ? found : null;
        return found;
    }

    /** Asks every guest once more if there was doubt about one. */
    Optional<String> askAgain() {
        Findings found = inDoubt;
        if (found == null) {
            return Optional.empty();
        }
        inDoubt = null;
        new Layers(state)
                .silent()
                .flatMap(label -> state.allGuests().stream()
                        .filter(guest -> guest.label().equals(label))
                        .findFirst())
                .ifPresent(guest -> guest.health().condemn("it did not answer when it was asked again after the test"));
        ofDeadLab = isDead() ? found : null;
        return death.get();
    }

    private boolean isDead() {
        return death.get().isPresent();
    }
}
