package org.nestlab.internal.engine;

import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.nestlab.internal.journal.KeptFile;
import org.nestlab.internal.journal.LabRecord;
import org.nestlab.internal.journal.ReuseFolders;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.snapshot.SnapshotStore;

/**
 * What a killed run has left that the next run can begin with.
 *
 * @param frozen the labs of complete snapshots
 * @param waiting the labs that were handed on with their key
 * @param journalled all labs of which something may be left
 */
record CrashLeft(Set<LabId> frozen, Set<LabId> waiting, Set<LabId> journalled) {

    CrashLeft {
        frozen = Set.copyOf(frozen);
        waiting = Set.copyOf(waiting);
        journalled = Set.copyOf(journalled);
    }

    static CrashLeft in(StateFolder state) {
        Set<LabId> frozen = new SnapshotStore(state)
                .list().stream().map(stored -> stored.snapshot().id()).collect(Collectors.toSet());
        Set<LabId> journalled = Set.copyOf(state.journalled());
        Set<LabId> waiting = journalled.stream()
                .filter(lab -> LabRecord.of(state, lab).isForReuse())
                .filter(lab -> Files.exists(ReuseFolders.of(state, lab).resolve(KeptFile.KEY)))
                .collect(Collectors.toSet());
        return new CrashLeft(frozen, waiting, journalled);
    }

    /**
     * Whether the next run has begun with what it should.
     *
     * @param thawed whether its lab was thawed
     * @param takenOver whether its lab was taken over
     * @return a sentence about what is wrong; empty if all is right
     */
    Optional<String> complaint(LabId lab, boolean thawed, boolean takenOver) {
        if (!waiting.isEmpty()) {
            return required(takenOver && waiting.contains(lab), lab, "taken over, one of " + waiting);
        }
        if (takenOver) {
            return required(false, lab, "booted: no lab waited");
        }
        if (!frozen.isEmpty()) {
            return required(thawed && frozen.contains(lab), lab, "thawed, one of " + frozen);
        }
        return required(!journalled.contains(lab), lab, "a new one: what is left of the killed run is not whole");
    }

    private static Optional<String> required(boolean right, LabId lab, String expected) {
        return right
                ? Optional.empty()
                : Optional.of("the lab of the next run is %s; expected %s".formatted(lab, expected));
    }
}
