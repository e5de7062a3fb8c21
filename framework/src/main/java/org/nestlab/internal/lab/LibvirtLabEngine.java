package org.nestlab.internal.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.nestlab.internal.host.HostFacts;
import org.nestlab.internal.host.HostNetworks;
import org.nestlab.internal.host.TierChoice;
import org.nestlab.internal.image.ImageStore;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.plan.ImageFiles;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.plan.LabPlan;
import org.nestlab.internal.plan.LabPlanner;
import org.nestlab.internal.plan.PlanInput;
import org.nestlab.internal.plan.PlanText;
import org.nestlab.internal.plan.Subnet;
import org.nestlab.internal.settings.Keep;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.ssh.LabKeys;
import org.nestlab.probe.VirtExtension;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;
import org.nestlab.spi.LabEvent;

/** The engine: facts, tier, images, plan, and then what the plan says, on libvirt at every level. */
public final class LibvirtLabEngine implements LabEngine {

    private final Sites sites = new Sites();
    private final LabListeners listeners = LabListeners.discovered();

    @Override
    public RunningLab bringUp(LabSpec spec, Settings settings) {
        long start = System.nanoTime();
        LabOnHost lab = prepare(spec, settings);
        LiveLabs.add(lab);
        try {
            Provisioner provisioner = new Provisioner(lab.context());
            lab.add(provisioner.start(lab.site(), lab.plan().host()));
            provisioner.finish(lab.liveGuests());
            labels(lab);
            listeners.publish(new LabEvent.Up(lab.id(), Steps.since(start)));
            lab.context().steps().say("up after " + Steps.seconds(Steps.since(start)));
            return lab;
        } catch (RuntimeException | Error e) {
            lab.diagnose(e).forEach(listeners::publish);
            try {
                lab.close();
            } catch (RuntimeException cleanUp) {
                e.addSuppressed(cleanUp);
            }
            throw e;
        }
    }

    /** Everything up to the first resource, which is the network: two runs that plan at once must not pick one subnet. */
    private LabOnHost prepare(LabSpec spec, Settings settings) {
        LabId id = LabId.random();
        Steps steps = new Steps(id, listeners, ProgressLines.of(settings.progress()));
        StateFolder state = StateFolder.open(settings.stateDir());
        reapTheDead(state, steps);
        Sites.OpenHost open = sites.openHost(settings.connect());
        List<AutoCloseable> opened = new ArrayList<>(List.of(open));
        try {
            String labsFolder =
                    open.remote() ? "/var/lib/nestlab/labs" : state.labs().toString();
            Site host = sites.host(open);
            opened.add(0, host);
            HostFacts facts = HostFacts.of(open.host(), labsFolder);
            TierChoice choice = TierChoice.decide(facts, settings.tier().name().toLowerCase(java.util.Locale.ROOT));
            steps.say("'%s' takes the %s tier: %s".formatted(spec.name(), choice.tier(), choice.reason()));
            LabSpec chosen = withSettings(spec, settings);
            Map<ImageSpec, ImageFiles> images = images(chosen, settings, open, steps);
            return state.exclusively(() -> {
                PlanInput input = input(id, host, facts, choice, labsFolder, images, open);
                LabPlan plan = LabPlanner.plan(chosen, input);
                listeners.publish(new LabEvent.Planned(
                        id.value(), chosen.name(), choice.tier(), choice.reason(), PlanText.of(plan)));
                plan.notes().forEach(steps::say);
                Journal journal = Journal.start(state, id, settings.connect());
                LabContext context = new LabContext(
                        id,
                        owner(state),
                        journal,
                        new Gate(),
                        steps,
                        LabKeys.generate("nestlab-" + id),
                        sites,
                        output(settings, id),
                        settings.keep() == Keep.NEVER,
                        settings.bootTimeout(choice.tier()));
                LabOnHost lab = new LabOnHost(plan, context, state, open, host, settings.keep(), listeners);
                try {
                    new Provisioner(context).network(host, plan.host());
                } catch (RuntimeException e) {
                    lab.close();
                    throw e;
                }
                return lab;
            });
        } catch (RuntimeException | Error e) {
            close(opened, e);
            throw e;
        }
    }

    private void reapTheDead(StateFolder state, Steps steps) {
        for (Reaper.Outcome outcome : new Reaper(state, sites).reap(false)) {
            steps.say("lab %s was left behind by a run that ended early; removed: %s%s"
                    .formatted(
                            outcome.lab(),
                            String.join(", ", outcome.removed()),
                            outcome.failures().isEmpty() ? "" : "; still there: " + outcome.failures()));
        }
    }

    private static LabSpec withSettings(LabSpec spec, Settings settings) {
        if (settings.l1Kernel().isEmpty()) {
            return spec;
        }
        Path kernel = settings.l1Kernel().get();
        Path initrd = settings.l1Initrd().orElseThrow();
        return spec.withL1(l1 -> l1.withKernel(KernelSpec.files(kernel, initrd)));
    }

    private static Map<ImageSpec, ImageFiles> images(
            LabSpec spec, Settings settings, Sites.OpenHost host, Steps steps) {
        ImageStore store = new ImageStore(settings.imageDir());
        Map<ImageSpec, ImageFiles> images = new LinkedHashMap<>();
        for (ImageSpec image : allImages(spec.guests())) {
            images.put(
                    image,
                    host.remote()
                            ? RemoteImages.find(store, image, host.host())
                            : store.ensure(image, line -> steps.say(line)));
        }
        return images;
    }

    private static List<ImageSpec> allImages(List<GuestSpec> guests) {
        List<ImageSpec> images = new ArrayList<>();
        for (GuestSpec guest : guests) {
            images.add(guest.image());
            images.addAll(allImages(guest.guests()));
        }
        return images.stream().distinct().toList();
    }

    private static PlanInput input(
            LabId id,
            Site host,
            HostFacts facts,
            TierChoice choice,
            String labsFolder,
            Map<ImageSpec, ImageFiles> images,
            Sites.OpenHost open) {
        List<Subnet> subnets = new ArrayList<>();
        // Asked again, under the lock: another lab may have made its network since the facts were gathered.
        for (String subnet : HostNetworks.of(open.host()).subnets()) {
            Subnet.parse(subnet).ifPresent(subnets::add);
        }
        String extension = choice.tier() == Tier.EMULATED
                ? "svm"
                : facts.cpu().kind().map(VirtExtension.Kind::flag).orElse("svm");
        return new PlanInput(
                id,
                host.libvirt().uri(),
                choice.tier(),
                choice.reason(),
                extension,
                subnets,
                facts.resources().availableMemoryMib(),
                facts.resources().freeDiskBytes(),
                labsFolder,
                images,
                UUID::randomUUID);
    }

    /** The same for every process that uses the folder. */
    static UUID owner(StateFolder state) {
        return UUID.nameUUIDFromBytes(state.root().toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Path output(Settings settings, LabId id) {
        try {
            return Files.createDirectories(settings.outputDir().resolve(id.value()));
        } catch (IOException e) {
            throw new UncheckedIOException(settings.outputDir() + " cannot be made", e);
        }
    }

    private void labels(LabOnHost lab) {
        listeners.publish(new LabEvent.Label(lab.id(), "tier", lab.tier().word()));
        label(lab.id(), "kernel.L0", lab.host().run("uname -r").text());
        for (LiveGuest guest : lab.liveGuests()) {
            labels(lab, guest);
        }
    }

    private void labels(LabOnHost lab, LiveGuest guest) {
        label(lab.id(), "kernel." + guest.level(), guest.run("uname -r").text());
        guest.liveGuests().forEach(inner -> labels(lab, inner));
    }

    private void label(String id, String name, String value) {
        listeners.publish(new LabEvent.Label(id, name, value));
    }

    private static void close(List<AutoCloseable> opened, Throwable failure) {
        for (AutoCloseable resource : opened) {
            try {
                resource.close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
    }
}
