package org.nestlab.internal.migration;

import java.util.Map;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.guest.InnerGuests;
import org.nestlab.internal.guest.LabServices;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.journal.PlannedResources;
import org.nestlab.internal.libvirt.MovedDisks;
import org.nestlab.internal.plan.HypervisorPlan;
import org.nestlab.internal.plan.StorageXml;
import org.nestlab.internal.running.HostHypervisor;
import org.nestlab.internal.running.LabContainer;
import org.nestlab.internal.running.LabContainers;
import org.nestlab.internal.running.LabState;
import org.nestlab.internal.site.Site;
import org.nestlab.machine.Migration;
import org.nestlab.spec.HypervisorSpec;

/**
 * Migrates the L1 of a lab, with what runs inside it, from the libvirt in one container to the libvirt in another. Its
 * disks, its console and its sessions stay: the host's way to its network leads to the other container afterwards.
 */
final class HypervisorMigration {

    private final LiveGuest guest;
    private final LabState owner;
    private final LabServices lab;

    HypervisorMigration(LiveGuest guest, LabState owner) {
        this.guest = guest;
        this.owner = owner;
        this.lab = owner.context();
    }

    Migration to(HypervisorSpec wanted) {
        HostHypervisor from = owner.hostHypervisor();
        LabContainers containers = from.containers()
                .orElseThrow(
                        () -> refusal(
                                wanted,
                                "the host's own libvirt runs it; expected a lab with withHypervisor(HypervisorSpec.debian(…)) or another container"));
        check(wanted);
        return lab.steps()
                .get(
                        guest.level(),
                        "%s: migrate to %s".formatted(guest.label(), wanted.words()),
                        () -> migrate(from, containers, wanted));
    }

    private void check(HypervisorSpec wanted) {
        if (!guest.above().equals(owner.site())) {
            throw refusal(wanted, "it runs inside another guest; expected the L1 guest of its lab");
        }
        if (!wanted.isContainer()) {
            throw refusal(wanted, "expected one that is in a container, as HypervisorSpec.debian(…)");
        }
        if (owner.liveGuests().size() > 1) {
            throw refusal(
                    wanted,
                    "its lab has %d L1 guests on one network, of which the host reaches the hypervisor of one only; expected a lab with one"
                            .formatted(owner.liveGuests().size()));
        }
        guest.domain().suspension().ifPresent(reason -> {
            throw refusal(wanted, reason);
        });
    }

    private LabConfigurationException refusal(HypervisorSpec wanted, String why) {
        return new LabConfigurationException(
                "%s: cannot be migrated to %s: %s".formatted(guest.label(), wanted.words(), why));
    }

    private Migration migrate(HostHypervisor from, LabContainers containers, HypervisorSpec wanted) {
        HostHypervisor to = containers.start(wanted, from.site().shell());
        LabContainer there = to.container().orElseThrow();
        try {
            Migration migration = migrate(from, to, there);
            leave(from);
            return migration;
        } catch (RuntimeException e) {
            // Where it is gone from the former one, the other may have it: then it stays until the lab goes.
            if (!owner.hostHypervisor().equals(to) && guest.domain().surelyExists()) {
                giveUp(to, there, e);
            }
            throw e;
        }
    }

    private Migration migrate(HostHypervisor from, HostHypervisor to, LabContainer there) {
        Site here = from.site();
        String former = from.container().map(LabContainer::words).orElse("");
        StackPair stacks = StackPair.of(guest, former, here, there.words(), to.site());
        memory(to.site());
        HypervisorPlan plan = owner.plan().host();
        lab.barrier().pass(() -> {
            new NetworkTwin(lab).make(here, to.site(), plan);
            lab.journal().before(new PlannedResources(to.site().isContainer()).pool(plan));
            to.site().libvirt().pools().create(StorageXml.pool(plan), true);
            lab.journal().before(new PlannedResources(to.site().isContainer()).domain(guest.plan()));
        });
        Map<String, Long> figures = InnerGuests.still(guest, () -> {
            Map<String, Long> moved = move(here, to.site(), there.address(), stacks);
            owner.movedTo(to);
            guest.movedTo(to.site());
            there.route(to.site().shell(), plan.network());
            there.watch(owner::died);
            return moved;
        });
        return GuestMigration.migration(former, there.words(), figures, 0);
    }

    /** For a while there are two QEMUs, and both may have all of its memory. */
    private void memory(Site there) {
        long free = there.libvirt().node().freeMemory() >> 20;
        if (free < guest.spec().memoryMib()) {
            throw new HostNotCapableException(
                    "L0 host: to migrate %s QEMU needs its memory of %d MiB once more for a while, and has %d MiB available: free memory, or give the guest less with withMemoryMib"
                            .formatted(guest.label(), guest.spec().memoryMib(), free));
        }
    }

    private Map<String, Long> move(Site from, Site to, String address, StackPair stacks) {
        try {
            return from.libvirt()
                    .domains()
                    .migrate(guest.uuid(), to.libvirt(), address, MovedDisks.SHARED, lab.bootTimeout());
        } catch (ProvisioningException e) {
            throw stacks.explained(e, guest.domain().surelyExists());
        }
    }

    /** What the former container still has is gone with the lab at the latest. */
    private void leave(HostHypervisor from) {
        try {
            from.site().close();
            from.container().ifPresent(LabContainer::remove);
        } catch (RuntimeException e) {
            lab.steps().say("%s: its former container is left for now: %s".formatted(guest.label(), e.getMessage()));
        }
    }

    private static void giveUp(HostHypervisor to, LabContainer there, RuntimeException failure) {
        try {
            to.site().close();
            there.remove();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
