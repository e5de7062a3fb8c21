package org.nestlab.internal.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.console.Signatures;
import org.nestlab.internal.container.ContainerFolder;
import org.nestlab.internal.container.Containers;
import org.nestlab.internal.failure.Closing;
import org.nestlab.internal.guest.CreationBarrier;
import org.nestlab.internal.guest.LabServices;
import org.nestlab.internal.host.HostFacts;
import org.nestlab.internal.image.ImageStore;
import org.nestlab.internal.image.KernelStore;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.LabRecord;
import org.nestlab.internal.journal.LabUse;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.lab.LabListeners;
import org.nestlab.internal.lab.ProgressLines;
import org.nestlab.internal.lab.Steps;
import org.nestlab.internal.migration.LabMover;
import org.nestlab.internal.plan.HypervisorPlan;
import org.nestlab.internal.plan.ImageFiles;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.plan.LabPlan;
import org.nestlab.internal.plan.PlanText;
import org.nestlab.internal.prepare.ContainerFiles;
import org.nestlab.internal.prepare.HostNestingChange;
import org.nestlab.internal.prepare.LabPlanning;
import org.nestlab.internal.prepare.MachineTypes;
import org.nestlab.internal.prepare.QemuAccess;
import org.nestlab.internal.prepare.RemoteImages;
import org.nestlab.internal.prepare.SpecFiles;
import org.nestlab.internal.prepare.SwappedKernels;
import org.nestlab.internal.running.HostHypervisor;
import org.nestlab.internal.running.LabContainers;
import org.nestlab.internal.running.LabState;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.site.LabFolders;
import org.nestlab.internal.site.OpenHost;
import org.nestlab.internal.site.Site;
import org.nestlab.internal.site.Sites;
import org.nestlab.internal.takedown.Reaper;
import org.nestlab.internal.takedown.Takedown;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.spi.LabEvent;

/**
 * Prepares one lab, from its spec to its first resource. This is its network, so that two runs that plan at once do not
 * pick the same subnet.
 */
final class Preparation {

    /** A JVM that is asked to end has about half a minute, and taking a lab down needs a few seconds of it. */
    private static final Duration CREATION = Duration.ofSeconds(15);

    private final LabId id;
    private final Sites sites;
    private final Settings settings;
    private final LabListeners listeners;
    private final Steps steps;
    private final StateFolder state;
    private final int attempt;
    private final LabUse use;
    private final LabIdentity identity;

    /** @param attempt the number of the start among those that the setting counts, from 1 */
    Preparation(Sites sites, Settings settings, LabListeners listeners, int attempt, LabUse use) {
        this(sites, settings, listeners, attempt, use, NewLab.in(StateFolder.open(settings.stateDir())));
    }

    /** @param identity the identity of a lab that exists already */
    Preparation(Sites sites, Settings settings, LabListeners listeners, int attempt, LabUse use, LabIdentity identity) {
        this.state = StateFolder.open(settings.stateDir());
        this.identity = identity;
        this.id = identity.id();
        this.attempt = attempt;
        this.use = use;
        this.sites = sites;
        this.settings = settings;
        this.listeners = listeners;
        this.steps = new Steps(id, listeners, ProgressLines.of(settings.progress()));
    }

    /** Creates the lab with its network and nothing else. This JVM takes it down if it is asked to end. */
    LabOnHost run(LabSpec wanted) {
        LabSpec spec = LabPlanning.withSettings(wanted, settings);
        SpecFiles.check(spec);
        reapTheDead();
        OpenHost open = sites.openHost(settings.connect());
        try {
            boolean container = spec.hypervisor().isContainer();
            if (container && open.remote()) {
                throw new LabConfigurationException(
                        "lab '%s' needs %s, and its host is elsewhere: %s. Expected: nestlab.connect=qemu:///system, where the tests and the container are on one machine"
                                .formatted(spec.name(), spec.hypervisor().words(), settings.connect()));
            }
            Site host = container ? sites.withoutLibvirt(open) : sites.host(open);
            try {
                return onHost(spec, open, host);
            } catch (RuntimeException | Error e) {
                Closing.after(e, host);
                throw e;
            }
        } catch (RuntimeException | Error e) {
            Closing.after(e, open);
            throw e;
        }
    }

    private LabOnHost onHost(LabSpec wanted, OpenHost open, Site host) {
        Signatures signatures = Signatures.with(settings.signatures());
        Path output = output();
        HalfLab half = LiveLabs.begin(() -> begin(wanted, host));
        Journal journal = half.journal();
        Takedown takedown = half.takedown();
        CreationBarrier barrier = half.barrier();
        try {
            LabPlanning planning = look(open, journal, barrier);
            steps.say("'%s' takes the %s tier: %s"
                    .formatted(
                            wanted.name(),
                            planning.tier().tier(),
                            planning.tier().reason()));
            if (host.hasLibvirt() && !identity.isThere()) {
                QemuAccess.check(host.shell(), host.libvirt().node().capabilitiesXml(), folders(open));
            }
            LabSpec spec = kernels(wanted, open);
            Map<ImageSpec, ImageFiles> images = images(spec, open);
            LabServices context = new LabServices(
                    id,
                    state.owner(),
                    journal,
                    barrier,
                    steps,
                    identity.key(),
                    sites,
                    output,
                    signatures,
                    staying().never(),
                    settings.bootTimeout(planning.tier().tier(), attempt),
                    settings.bootTimeout(planning.tier().tier()));
            HostHypervisor hostHypervisor = hostHypervisor(spec, HostHypervisor.host(open, host), context, images);
            return onHypervisor(spec, hostHypervisor, planning, images, context, takedown);
        } catch (RuntimeException | Error e) {
            takedown.run(host).failures().forEach(failure -> e.addSuppressed(failure.cause()));
            throw e;
        } finally {
            LiveLabs.remove(half);
        }
    }

    private HalfLab begin(LabSpec wanted, Site host) {
        Journal journal = identity.own(settings.connect(), LabRecord.head(wanted, use), () -> refuseASecondOne(wanted));
        return new HalfLab(journal, new Takedown(state, journal), new CreationBarrier(CREATION), steps, host);
    }

    /** The folders in which QEMU reads and writes. */
    private List<Path> folders(OpenHost open) {
        Path labs = Path.of(LabFolders.on(open, state.root()));
        return open.remote() ? List.of(labs) : List.of(labs, settings.imageDir());
    }

    private Staying staying() {
        return new Staying(settings.keep(), use);
    }

    /** Called while no other process can begin a lab. */
    private void refuseASecondOne(LabSpec wanted) {
        if (use == LabUse.STAYS) {
            new LabThatStays(state, settings.connect()).refuseASecondOne(wanted);
        }
    }

    private LabOnHost onHypervisor(
            LabSpec spec,
            HostHypervisor hostHypervisor,
            LabPlanning planning,
            Map<ImageSpec, ImageFiles> images,
            LabServices context,
            Takedown takedown) {
        try {
            MachineTypes.check(
                    spec.hypervisor(), hostHypervisor.site().libvirt().node());
            return state.exclusively(() -> {
                LabPlan plan = identity.plan(planning, spec, images, hostHypervisor.site());
                listeners.publish(new LabEvent.Planned(
                        id.value(), spec.name(), plan.tier(), plan.tierReason(), PlanText.of(plan)));
                plan.notes().forEach(steps::say);
                return network(new LabOnHost(
                        new LabState(plan, context, hostHypervisor),
                        takedown,
                        staying(),
                        new HandingOn(state, settings.reuse().most()),
                        listeners));
            });
        } catch (RuntimeException | Error e) {
            // The caller that opened the libvirt of the host closes it.
            hostHypervisor.container().ifPresent(container -> Closing.after(e, hostHypervisor.site()));
            throw e;
        }
    }

    /** Returns the host as it is, or with a container for this lab. */
    private HostHypervisor hostHypervisor(
            LabSpec spec, HostHypervisor host, LabServices lab, Map<ImageSpec, ImageFiles> images) {
        if (!spec.hypervisor().isContainer()) {
            return host;
        }
        Path labFolder = Path.of(LabFolders.on(host.open(), state.root())).resolve(id.value());
        return new LabContainers(
                        Containers.ofHost(),
                        lab,
                        ContainerFolder.of(state.root(), id),
                        settings.imageDir(),
                        labFolder,
                        ContainerFiles.of(spec, images))
                .start(spec.hypervisor(), host.open().shell());
    }

    private LabOnHost network(LabOnHost lab) {
        LiveLabs.add(lab);
        try {
            LabState state = lab.state();
            HypervisorPlan plan = state.plan().host();
            if (!identity.isThere()) {
                new Provisioner(state.context(), new LabMover(state)).network(state.site(), plan);
            }
            state.container().ifPresent(container -> {
                container.route(state.site().shell(), plan.network());
                container.watch(state::died);
            });
            return lab;
        } catch (RuntimeException | Error e) {
            Closing.after(e, lab);
            throw e;
        }
    }

    private LabPlanning look(OpenHost open, Journal journal, CreationBarrier barrier) {
        String labsFolder = LabFolders.on(open, state.root());
        HostFacts facts = HostFacts.of(open.host(), labsFolder);
        if (HostNestingChange.isDue(facts, settings)) {
            barrier.pass(() -> HostNestingChange.make(open.host(), journal));
            steps.say("L0: nesting switched on, until the lab is taken down");
            facts = HostFacts.of(open.host(), labsFolder);
        }
        return LabPlanning.of(facts, open.host(), labsFolder, settings);
    }

    private Map<ImageSpec, ImageFiles> images(LabSpec spec, OpenHost open) {
        ImageStore store = new ImageStore(settings.imageDir());
        return LabPlanning.images(
                spec,
                image -> open.remote()
                        ? RemoteImages.find(store, image, open.host())
                        : store.ensure(image, line -> steps.say(line)));
    }

    private LabSpec kernels(LabSpec wanted, OpenHost open) {
        if (open.remote()) {
            SwappedKernels.refuseRemote(wanted, open.host());
        }
        return new SwappedKernels(new KernelStore(settings.imageDir()), steps::say).in(wanted);
    }

    private void reapTheDead() {
        for (Reaper.Outcome outcome : new Reaper(state, sites).reap(false)) {
            steps.say(outcome.sentence());
        }
    }

    private Path output() {
        try {
            return Files.createDirectories(settings.outputDir().resolve(id.value()));
        } catch (IOException e) {
            throw new UncheckedIOException(settings.outputDir() + " cannot be made", e);
        }
    }
}
