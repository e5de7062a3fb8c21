package org.nestlab.internal.engine;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.failure.Closing;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.LabMark;
import org.nestlab.internal.journal.LabRecord;
import org.nestlab.internal.journal.ReuseFolders;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.kept.NotReusableException;
import org.nestlab.internal.kept.ReusableLab;
import org.nestlab.internal.plan.ImageFiles;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.plan.LabPlan;
import org.nestlab.internal.prepare.LabPlanning;
import org.nestlab.internal.site.Site;
import org.nestlab.internal.snapshot.SnapshotParts;
import org.nestlab.internal.ssh.LabKeys;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.LabSpec;

/**
 * A lab that an earlier run has handed on. Once it has an owner, it is taken down with that owner, unless it is handed
 * on again.
 */
final class KeptPlan implements LabIdentity {

    private final StateFolder state;
    private final LabId id;
    private @Nullable ReusableLab lab;
    private @Nullable LabKeys key;

    KeptPlan(StateFolder state, LabId id) {
        this.state = state;
        this.id = id;
    }

    @Override
    public LabId id() {
        return id;
    }

    @Override
    public LabKeys key() {
        return owned(key);
    }

    /** What the earlier run stored about it. */
    ReusableLab lab() {
        return owned(lab);
    }

    private static <T> T owned(@Nullable T found) {
        return Optional.ofNullable(found).orElseThrow(() -> new IllegalStateException("this process does not own it"));
    }

    @Override
    public boolean isThere() {
        return true;
    }

    /**
     * Makes this process the owner. If several processes try at once, one of them succeeds.
     *
     * @throws NotReusableException if another process owns it, or its key is gone
     */
    @Override
    public Journal own(String uri, Map<String, String> head, Runnable check) {
        Journal journal =
                Journal.take(state, id).orElseThrow(() -> NotReusableException.busy("another process has it"));
        try {
            if (!LabRecord.of(state, id).isForReuse()) {
                throw NotReusableException.busy("another process had it in this moment");
            }
            // From here on a reaper takes it down if this process ends.
            journal.mark(LabMark.TAKEN_OVER, LabRecord.takedown());
            key = ReusableLab.key(ReuseFolders.of(state, id));
            lab = ReusableLab.read(ReuseFolders.of(state, id));
            ReuseFolders.remove(state, id);
            return journal;
        } catch (RuntimeException e) {
            Closing.after(e, journal);
            throw e;
        }
    }

    @Override
    public LabPlan plan(LabPlanning planning, LabSpec spec, Map<ImageSpec, ImageFiles> images, Site host) {
        LabPlan plan = planning.planOfRunning(lab().drawn(), spec, images);
        difference(lab().parts(), SnapshotParts.of(plan, state.owner(), host)).ifPresent(why -> {
            throw NotReusableException.spoilt(why);
        });
        return plan;
    }

    /** Why a lab cannot be used, from what it was made of and what it would be made of now. */
    static Optional<String> difference(Map<String, String> was, Map<String, String> now) {
        if (SnapshotParts.isOfAnotherBoot(was, now)) {
            return Optional.of("the host was rebooted");
        }
        return SnapshotParts.difference(was, now).map(change -> change + " when the lab came up");
    }
}
