package org.nestlab.internal.migration;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.guest.GuestVolumes;
import org.nestlab.internal.guest.LabServices;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.journal.PlannedResources;
import org.nestlab.internal.libvirt.MovedDisks;
import org.nestlab.internal.libvirt.Volumes;
import org.nestlab.internal.plan.HypervisorPlan;
import org.nestlab.internal.plan.NetworkPlan;
import org.nestlab.internal.plan.StorageXml;
import org.nestlab.internal.site.Site;
import org.nestlab.machine.Command;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Migration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migrates a guest of a guest hypervisor to another guest hypervisor of its lab. This class controls both libvirts,
 * which know nothing of each other.
 */
final class GuestMigration {

    private static final Logger LOG = LoggerFactory.getLogger(GuestMigration.class);

    private final LiveGuest guest;
    private final LabServices lab;

    GuestMigration(LiveGuest guest) {
        this.guest = guest;
        this.lab = guest.lab();
    }

    Migration to(Guest wanted) {
        LiveGuest hypervisor = new MigrationCheck(guest).destination(wanted);
        return lab.steps()
                .get(
                        guest.level(),
                        "%s: migrate from %s to %s"
                                .formatted(guest.label(), guest.parent().label(), hypervisor.label()),
                        () -> migrate(hypervisor));
    }

    private Migration migrate(LiveGuest hypervisor) {
        Site from = guest.above();
        Site there = connected(hypervisor);
        StackPair stacks = StackPair.of(
                guest, from.machine().label(), from, there.machine().label(), there);
        HypervisorPlan plan = plan(hypervisor, there);
        GuestVolumes former = volumes(from, from.machine() instanceof LiveGuest l1 ? poolOf(l1) : plan.poolUuid());
        GuestVolumes room = volumes(there, plan.poolUuid());
        lab.barrier().pass(() -> {
            new NetworkTwin(lab).make(from, there, plan);
            pool(there, plan);
            room.createLike(former, guest.access());
            lab.journal().before(new PlannedResources(there.isContainer()).domain(guest.plan()));
        });
        Map<String, Long> figures;
        try {
            figures = from.libvirt()
                    .domains()
                    .migrate(guest.uuid(), there.libvirt(), hypervisor.address(), MovedDisks.SENT, lab.bootTimeout());
        } catch (ProvisioningException e) {
            boolean stays = guest.domain().surelyExists();
            if (stays) {
                clean(room, there);
            }
            throw stacks.explained(e, stays);
        }
        guest.movedTo(hypervisor, there);
        clean(former, from);
        return migration(from.machine().label(), there.machine().label(), figures, room.written());
    }

    static Migration migration(String from, String to, Map<String, Long> figures, long diskBytes) {
        return Migration.of(
                from,
                to,
                Duration.ofMillis(figures.getOrDefault("time_elapsed", 0L)),
                Duration.ofMillis(figures.getOrDefault("downtime", 0L)),
                figures.getOrDefault("memory_processed", 0L),
                diskBytes);
    }

    private Site connected(LiveGuest hypervisor) {
        return hypervisor.site().orElseGet(() -> {
            Site site = lab.sites().inside(hypervisor, hypervisor.shell());
            hypervisor.sessions().hosts(site);
            return site;
        });
    }

    /** What the hypervisor over there has, or is given now, for guests that arrive. */
    private HypervisorPlan plan(LiveGuest hypervisor, Site there) {
        NetworkPlan network = guest.access().network();
        int others = there.libvirt().networks().list().size();
        String bridge = others == 0 ? network.bridge() : network.bridge() + "m" + others;
        return new HypervisorPlan(
                hypervisor.level(),
                guest.plan().console().replaceFirst("/[^/]*$", ""),
                hypervisor.domainName(),
                poolOf(hypervisor),
                new NetworkPlan(network.name(), network.uuid(), bridge, network.subnet(), network.forward()),
                List.of());
    }

    /** That of its plan, or of one without guests one that is the same each time. */
    private static UUID poolOf(LiveGuest hypervisor) {
        return hypervisor
                .plan()
                .hypervisor()
                .map(HypervisorPlan::poolUuid)
                .orElseGet(() ->
                        UUID.nameUUIDFromBytes(("pool of " + hypervisor.uuid()).getBytes(StandardCharsets.UTF_8)));
    }

    private GuestVolumes volumes(Site site, UUID pool) {
        Volumes volumes = site.libvirt().pools().volumes(pool);
        return new GuestVolumes(volumes, guest.plan());
    }

    private void pool(Site there, HypervisorPlan plan) {
        if (there.libvirt().pools().find(plan.poolUuid()).isEmpty()) {
            lab.journal().before(new PlannedResources(there.isContainer()).pool(plan));
            there.libvirt().pools().create(StorageXml.pool(plan), true);
        }
    }

    /** What is left of it where it does not run; it goes with that guest hypervisor if it cannot be removed now. */
    private void clean(GuestVolumes volumes, Site site) {
        try {
            volumes.delete();
            site.shell()
                    .run(Command.of("rm", "-f", "--", guest.plan().console()))
                    .orThrow();
        } catch (RuntimeException e) {
            LOG.warn(
                    "{}: files are left on {}: {}",
                    guest.label(),
                    site.machine().label(),
                    e.getMessage());
        }
    }
}
