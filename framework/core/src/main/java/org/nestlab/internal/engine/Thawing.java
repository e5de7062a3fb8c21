package org.nestlab.internal.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.nestlab.internal.guest.GuestAccess;
import org.nestlab.internal.guest.GuestBoot;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.journal.PlannedResources;
import org.nestlab.internal.lab.Steps;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.plan.HypervisorPlan;
import org.nestlab.internal.running.LabState;
import org.nestlab.internal.site.Site;
import org.nestlab.internal.snapshot.FrozenGuest;
import org.nestlab.internal.snapshot.GuestAgent;
import org.nestlab.internal.snapshot.SnapshotException;
import org.nestlab.internal.snapshot.SnapshotStore;
import org.nestlab.internal.snapshot.ThawProof;
import org.nestlab.internal.ssh.HostKeyCheck;
import org.nestlab.internal.ssh.LabKeys;
import org.nestlab.machine.Command;
import org.nestlab.machine.Level;

/**
 * Brings up a lab from its snapshot, whose network exists already: its disks are copied into the lab's folder, its L1
 * guests are restored, and each guest is proved to be the one that was frozen before anybody uses it.
 */
final class Thawing {

    private static final Duration COPYING = Duration.ofMinutes(5);

    private final LabState lab;
    private final Provisioner provisioner;
    private final SnapshotStore store;
    private final SnapshotStore.Stored stored;
    private final Set<String> drawn;

    Thawing(LabState lab, Provisioner provisioner, SnapshotStore store, SnapshotStore.Stored stored) {
        this.lab = lab;
        this.provisioner = provisioner;
        this.store = store;
        this.stored = stored;
        this.drawn = store.drawn(stored.snapshot().id());
    }

    /** @throws RuntimeException if it is not the frozen lab, or does not come up */
    void run() {
        Site site = lab.site();
        HypervisorPlan host = lab.plan().host();
        Steps steps = lab.context().steps();
        steps.run(Level.L0, "L0: storage pool", () -> lab.context().barrier().pass(() -> provisioner.pool(site, host)));
        for (GuestPlan guest : host.guests()) {
            steps.run(
                    Level.L1,
                    guest.label() + ": thawed",
                    () -> lab.context().barrier().pass(() -> restore(guest)));
            lab.add(provisioner.follow(site, guest, access(guest, host)));
        }
        for (LiveGuest guest : lab.liveGuests()) {
            ready(guest);
            guest.plan().hypervisor().ifPresent(inner -> fill(guest, inner));
        }
    }

    private void restore(GuestPlan guest) {
        List<String> words = new ArrayList<>(List.of("-a", "--sparse=always", "--reflink=auto", "--"));
        stored.snapshot()
                .filesOf(guest)
                .forEach(name -> words.add(stored.folder().resolve(name).toString()));
        words.add(lab.plan().host().folder());
        lab.site()
                .shell()
                .run(Command.of("cp", words.toArray(String[]::new)).withTimeout(COPYING))
                .orThrow();
        lab.context().journal().before(new PlannedResources(lab.site().isContainer()).domain(guest));
        Path memory = stored.folder().resolve(stored.snapshot().memoryOf(guest));
        lab.site().libvirt().domains().restore(memory.toString());
    }

    private GuestAccess access(GuestPlan guest, HypervisorPlan on) {
        LabKeys hostKey = LabKeys.parse(stored.snapshot().guest(guest.label()).hostKey());
        return new GuestAccess(
                guest, on.network(), lab.context().key(), hostKey, new HostKeyCheck.Exactly(hostKey.publicKeyLine()));
    }

    private void fill(LiveGuest guest, HypervisorPlan inner) {
        Steps steps = lab.context().steps();
        Site site = steps.get(
                guest.level(),
                guest.label() + ": libvirt connection",
                () -> lab.context().sites().inside(guest, guest.shell()));
        guest.sessions().hosts(site);
        for (GuestPlan plan : inner.guests()) {
            if (guest.level().equals(Level.L1)) {
                site.libvirt().domains().resume(plan.uuid());
            }
            guest.sessions().add(provisioner.follow(site, plan, access(plan, inner)));
        }
        for (LiveGuest inside : guest.liveGuests()) {
            ready(inside);
            inside.plan().hypervisor().ifPresent(deeper -> fill(inside, deeper));
        }
    }

    private void ready(LiveGuest guest) {
        guest.awaitReady(new GuestBoot(lab.context().steps(), lab.context().bootTimeout()));
        lab.context().steps().run(guest.level(), guest.label() + ": shown to be the frozen one", () -> prove(guest));
    }

    private void prove(LiveGuest guest) {
        FrozenGuest frozen = stored.snapshot().guest(guest.label());
        GuestAgent.Awake awake = new GuestAgent(guest.shell()).wake();
        ThawProof.fault(frozen, awake.facts(), guest.kvmStatistics().exits(), drawn)
                .ifPresent(fault -> {
                    throw SnapshotException.spoilt(fault);
                });
        store.drew(stored.snapshot().id(), awake.facts().drawn());
        // That it is behind needs no line: it stood still while the guest was frozen.
        awake.clock().doubt().ifPresent(lab.context().steps()::say);
    }
}
