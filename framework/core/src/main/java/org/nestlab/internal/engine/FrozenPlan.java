package org.nestlab.internal.engine;

import java.util.Map;
import org.nestlab.HostNotCapableException;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.plan.ImageFiles;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.plan.LabPlan;
import org.nestlab.internal.prepare.LabPlanning;
import org.nestlab.internal.site.Site;
import org.nestlab.internal.snapshot.Snapshot;
import org.nestlab.internal.snapshot.SnapshotException;
import org.nestlab.internal.snapshot.SnapshotParts;
import org.nestlab.internal.snapshot.SnapshotStore;
import org.nestlab.internal.ssh.LabKeys;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.LabSpec;

/** The plan of a lab that is thawed: the plan of the frozen lab, if everything that goes into it is unchanged. */
record FrozenPlan(SnapshotStore.Stored stored, StateFolder state) implements LabIdentity {

    private Snapshot snapshot() {
        return stored.snapshot();
    }

    @Override
    public LabId id() {
        return snapshot().id();
    }

    @Override
    public LabKeys key() {
        return LabKeys.parse(snapshot().labKey());
    }

    @Override
    public Journal own(String uri, Map<String, String> head, Runnable check) {
        return Journal.start(state, id(), uri, head, () -> {
            refuseASecondOne();
            check.run();
        });
    }

    /** Checks that no other lab has this identifier. Called while no other process can begin a lab. */
    private void refuseASecondOne() {
        if (state.isJournalled(id()) || Journal.isOwned(state, id())) {
            throw SnapshotException.busy("lab %s, which was thawed from it, is there".formatted(id()));
        }
    }

    /** @throws SnapshotException if the lab would differ from the frozen one, or its subnets are in use */
    @Override
    public LabPlan plan(LabPlanning planning, LabSpec spec, Map<ImageSpec, ImageFiles> images, Site host) {
        LabPlan plan;
        try {
            plan = planning.planAgain(snapshot().drawn(), spec, images);
        } catch (HostNotCapableException e) {
            throw SnapshotException.busy(String.valueOf(e.getMessage()));
        }
        snapshot()
                .difference(SnapshotParts.of(plan, state.owner(), host))
                .or(() -> snapshot().fault(stored.folder()))
                .ifPresent(fault -> {
                    throw SnapshotException.spoilt(fault);
                });
        return plan;
    }
}
