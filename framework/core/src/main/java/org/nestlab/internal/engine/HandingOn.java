package org.nestlab.internal.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.journal.Entry;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.Resource;
import org.nestlab.internal.journal.ReuseFolders;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.kept.KeptLab;
import org.nestlab.internal.kept.ReusableLab;
import org.nestlab.internal.kept.ReusableLab.ReusableGuest;
import org.nestlab.internal.kept.WaitingLabs;
import org.nestlab.internal.plan.Drawn;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.plan.HypervisorPlan;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.running.LabState;
import org.nestlab.internal.snapshot.SnapshotParts;
import org.nestlab.machine.Command;

/**
 * Leaves a working lab to the next run.
 *
 * @param most how many labs may wait for the next run
 */
record HandingOn(StateFolder state, int most) {

    private static final Command BOOT =
            Command.of("cat", "/proc/sys/kernel/random/boot_id").withTimeout(Duration.ofSeconds(30));

    /** Why a lab cannot be handed on, as far as this is known without asking its guests; empty if it can. */
    Optional<String> obstacle(LabState lab) {
        if (lab.container().isPresent()) {
            return Optional.of("its QEMU runs in a container");
        }
        if (lab.hostHypervisor().open().remote()) {
            return Optional.of("its host is reached over SSH");
        }
        for (Entry entry : Journal.left(lab.context().journal().entries())) {
            if (entry.kind().equals(Resource.Definition.KIND)) {
                return Optional.of("the domain %s is still changed".formatted(entry.fact("name")));
            }
        }
        return misplaced(lab.plan().host(), lab.liveGuests());
    }

    /** Finds a guest that was migrated, or that was lost in a reset of its hypervisor. */
    private static Optional<String> misplaced(HypervisorPlan plan, List<LiveGuest> guests) {
        for (GuestPlan wanted : plan.guests()) {
            Optional<LiveGuest> found = guests.stream()
                    .filter(guest -> guest.uuid().equals(wanted.uuid()))
                    .findFirst();
            if (found.isEmpty()) {
                return Optional.of("%s is not there any more".formatted(wanted.label()));
            }
            Optional<String> inside = wanted.hypervisor()
                    .flatMap(inner -> misplaced(inner, found.get().liveGuests()));
            if (inside.isPresent()) {
                return inside;
            }
        }
        return plan.guests().size() == guests.size()
                ? Optional.empty()
                : Optional.of("another guest was migrated to it");
    }

    /**
     * Asks every guest for its boot id, and stores what a later run needs. From then on the lab stays up.
     *
     * @param labels what the lab runs on, as the listeners were told
     * @throws RuntimeException if a guest does not answer, or the file cannot be written; the caller then takes the lab
     *     down
     */
    void run(LabState lab, Map<String, String> labels) {
        LabId id = lab.plan().id();
        try {
            List<ReusableGuest> guests =
                    lab.allGuests().stream().map(HandingOn::look).toList();
            ReusableLab reusable = new ReusableLab(
                    Drawn.of(lab.plan()),
                    SnapshotParts.of(lab.plan(), lab.context().owner(), lab.site()),
                    labels,
                    guests);
            Path folder = ReuseFolders.make(state, id);
            reusable.write(folder);
            KeptLab.handOn(lab, folder);
        } catch (RuntimeException e) {
            ReuseFolders.remove(state, id);
            throw e;
        }
    }

    private static ReusableGuest look(LiveGuest guest) {
        return new ReusableGuest(
                guest.label(),
                guest.access().hostKey().privateKeyFile(),
                guest.shell().run(BOOT).orThrow().text(),
                guest.consoleLog().read());
    }

    /** Takes down the labs that have waited for the longest time, if there are too many. */
    void bound(LabState lab) {
        for (LabId removed : new WaitingLabs(state, lab.context().sites()).bound(most)) {
            lab.context()
                    .steps()
                    .say("lab %s, which waited for a next run, was taken down: no more than %d may wait"
                            .formatted(removed, most));
        }
    }
}
