package org.nestlab.internal.engine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.guest.DeadGuest;
import org.nestlab.internal.guest.GuestAccess;
import org.nestlab.internal.guest.GuestBoot;
import org.nestlab.internal.guest.GuestConsole;
import org.nestlab.internal.guest.GuestMover;
import org.nestlab.internal.guest.GuestVolumes;
import org.nestlab.internal.guest.LabServices;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.journal.PlannedResources;
import org.nestlab.internal.journal.Resource;
import org.nestlab.internal.libvirt.Start;
import org.nestlab.internal.libvirt.Volumes;
import org.nestlab.internal.plan.DomainXml;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.plan.HypervisorPlan;
import org.nestlab.internal.plan.NetworkXml;
import org.nestlab.internal.plan.StorageXml;
import org.nestlab.internal.site.Site;
import org.nestlab.machine.Level;

/**
 * Creates on one machine what the plan says, and then, with the same code, inside each of its guests. The journal has
 * each resource before it exists.
 */
final class Provisioner {

    private final LabServices lab;
    private final GuestMover mover;

    Provisioner(LabServices lab, GuestMover mover) {
        this.lab = lab;
        this.mover = mover;
    }

    /** Creates the network of a machine's guests. */
    void network(Site site, HypervisorPlan plan) {
        String step = on(plan) + "network " + plan.network().subnet();
        lab.steps()
                .run(
                        plan.level(),
                        step,
                        () -> lab.barrier().pass(() -> {
                            lab.journal().before(new PlannedResources(site.isContainer()).network(plan));
                            site.libvirt().networks().create(NetworkXml.of(plan, lab.id(), lab.owner()));
                        }));
    }

    /**
     * Creates the storage pool and starts the guests, without waiting for them.
     *
     * @param owner receives each guest as soon as it exists, so that its connections are closed whatever fails later
     */
    void start(Site site, HypervisorPlan plan, Consumer<LiveGuest> owner) {
        GuestPages.prepare(plan.level(), site.shell(), plan.guests());
        lab.steps()
                .run(
                        plan.level(),
                        on(plan) + "storage pool",
                        () -> lab.barrier().pass(() -> pool(site, plan)));
        if (plan.level().equals(Level.L0)) {
            SharedScratchFile.of(plan)
                    .ifPresent(file -> lab.steps()
                            .run(
                                    plan.level(),
                                    on(plan) + "shared scratch disk",
                                    () -> lab.barrier().pass(() -> file.make(site, plan))));
        }
        for (GuestPlan guest : plan.guests()) {
            GuestAccess access = GuestAccess.of(guest, plan.network(), lab.key(), lab.id());
            Volumes pool = site.libvirt().pools().volumes(plan.poolUuid());
            lab.steps()
                    .run(
                            guest.level(),
                            guest.label() + ": disks",
                            () -> lab.barrier().pass(() -> new GuestVolumes(pool, guest).create(access)));
            owner.accept(
                    lab.steps().get(guest.level(), guest.label() + ": start", () -> start(site, plan, guest, access)));
        }
    }

    /**
     * Waits for guests, and creates the guests inside them. If L1 is emulated, a boot below L2 takes minutes; a slow
     * boot is not a hanging one, and is not given up early.
     */
    void finish(List<LiveGuest> guests) {
        for (LiveGuest guest : guests) {
            boolean deep = guest.level().compareTo(Level.L2) > 0;
            guest.awaitReady(
                    new GuestBoot(lab.steps(), deep ? lab.bootTimeout() : lab.startTimeout(), lab.bootTimeout()));
        }
        for (LiveGuest guest : guests) {
            guest.plan().hypervisor().ifPresent(inner -> fill(guest, inner));
        }
    }

    private void fill(LiveGuest guest, HypervisorPlan inner) {
        Site site = lab.steps()
                .get(
                        guest.level(),
                        guest.label() + ": libvirt connection",
                        () -> lab.sites().inside(guest, guest.shell()));
        // The guest owns its site from here on, so that a failure below closes it too.
        guest.sessions().hosts(site);
        network(site, inner);
        start(site, inner, guest.sessions()::add);
        finish(guest.liveGuests());
    }

    void pool(Site site, HypervisorPlan plan) {
        if (!site.isContainer()) {
            // The journal has that of a container since before the container, which contains it.
            lab.journal().before(PlannedResources.folder(plan));
        }
        lab.journal().before(new PlannedResources(site.isContainer()).pool(plan));
        if (!plan.level().equals(Level.L0)) {
            site.libvirt().pools().create(StorageXml.pool(plan), true);
        } else {
            LabUser user = LabUser.on(site.shell());
            user.ownParentOf(plan.folder(), site.shell());
            site.libvirt().pools().create(StorageXml.pool(plan, user.uid(), user.gid()), true);
            // The folder shows its owner even without the journal.
            byte[] owner = (lab.owner() + " " + lab.id() + "\n").getBytes(StandardCharsets.UTF_8);
            GuestVolumes.file(site.libvirt().pools().volumes(plan.poolUuid()), Resource.OWNER_FILE, owner);
        }
    }

    private LiveGuest start(Site site, HypervisorPlan plan, GuestPlan guest, GuestAccess access) {
        // What is inside L1 or a container disappears with it. Besides, libvirt does not migrate a domain that is bound
        // to a connection.
        boolean goesWithUs = lab.keepsNothing() && site.machine().level().equals(Level.L0) && !site.isContainer();
        Start[] how = goesWithUs ? new Start[] {Start.AUTODESTROY} : new Start[0];
        String xml = DomainXml.of(guest, lab.id(), plan.network(), lab.owner());
        // The XML as planned. What libvirt made of it is asked only if a test fails, because an emulated libvirt is
        // slow.
        lab.steps().definition(guest.label(), xml);
        try {
            lab.barrier().pass(() -> {
                if (site.machine().level().equals(Level.L0)) {
                    LabUser.on(site.shell()).ownConsole(guest.console(), site.shell());
                }
                lab.journal().before(new PlannedResources(site.isContainer()).domain(guest));
                site.libvirt().domains().create(xml, how);
            });
        } catch (ProvisioningException e) {
            throw guest.domainType().equals("kvm") ? MissingKvm.explained(e, guest.label(), site.machine()) : e;
        }
        return follow(site, guest, access);
    }

    /** Returns a guest whose domain exists, and follows its console. */
    LiveGuest follow(Site site, GuestPlan guest, GuestAccess access) {
        Path local = lab.output().resolve(guest.level() + "-" + guest.nameInLab() + "-console.log");
        DeadGuest death = new DeadGuest();
        GuestConsole console = GuestConsole.follow(site.shell(), guest, local, lab.signatures(), lab.steps(), death);
        LiveGuest live = new LiveGuest(guest, site, access, console, lab, mover);
        death.ends(live.sessions()::hangUp);
        live.domain().whenQemuCrashes(live.sessions()::hangUp);
        live.domain().noteQemu();
        return live;
    }

    private static String on(HypervisorPlan plan) {
        return plan.level() + ": ";
    }
}
