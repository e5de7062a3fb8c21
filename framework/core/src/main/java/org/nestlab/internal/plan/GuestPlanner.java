package org.nestlab.internal.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.nestlab.internal.plan.DiskPlan.Backing;
import org.nestlab.internal.plan.DiskPlan.Use;
import org.nestlab.internal.plan.LabPlanner.ImagesHere;
import org.nestlab.machine.Level;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.Tier;

/** Plans the guests of one machine. */
final class GuestPlanner {

    private final LabPlanner lab;
    private final Level level;
    private final Optional<String> outer;
    private final String folder;
    private final NetworkPlan network;
    private final ImagesHere images;

    /**
     * @param level the guests' level
     * @param outer the name in the lab of the guest around them; empty on the host
     * @param folder the lab's folder on the machine that runs them
     */
    GuestPlanner(
            LabPlanner lab,
            Level level,
            Optional<String> outer,
            String folder,
            NetworkPlan network,
            ImagesHere images) {
        this.lab = lab;
        this.level = level;
        this.outer = outer;
        this.folder = folder;
        this.network = network;
        this.images = images;
    }

    /** @param place the position among the machine's guests, from 0 */
    GuestPlan plan(GuestSpec guest, int place) {
        ImageFiles image = files(guest.image());
        String file = folder + "/" + guest.name();
        UUID uuid = lab.guestUuid();
        String name = lab.unique(outer.map(it -> it + "-").orElse("") + guest.name());
        GuestSpec host = guest.withGuests(guestsToHost(guest));
        Handed handed = hand(host);
        List<DiskPlan> disks = new ArrayList<>(own(guest, image, file));
        disks.addAll(handed.disks());
        SharedScratch.disk(lab.spec(), level, folder).ifPresent(disks::add);
        HandedModules modules = HandedModules.in(host, images.modules());
        disks.addAll(modules.disks());
        CpuPlan cpu = CpuPlan.of(guest, level, lab.input().tier(), lab.input().extension());
        cpu.note().ifPresent(lab::note);
        if (guest.kernel() instanceof KernelSpec.Swapped later) {
            lab.note("%s %s: its kernel is made of %s when the lab comes up"
                    .formatted(level, guest.name(), later.source().text()));
        }
        BootPlanner.Boot boot = BootPlanner.plan(guest, level, image, file, images.own(), emulated());
        return new GuestPlan(
                guest,
                level,
                uuid,
                name,
                lab.name() + "-" + name,
                emulated() ? "qemu" : "kvm",
                level.equals(Level.L1) ? lab.spec().hypervisor().machine() : "q35",
                LabPlanner.mac(uuid),
                network.subnet().address(NetworkPlan.FIRST_GUEST + place),
                cpu,
                image,
                disks,
                boot.plan(),
                file + "-console.log",
                boot.uploads(),
                guest.hosts()
                        ? Optional.of(lab.inside(
                                guest, level, name, new ImagesHere(handed.images(), image.id(), modules.inside())))
                        : Optional.empty());
    }

    /**
     * The guests of a guest. For an L1 that may run guests and has none, those of the other L1 guests, because they may
     * be migrated to it.
     */
    private List<GuestSpec> guestsToHost(GuestSpec guest) {
        if (guest.hosts() || !level.equals(Level.L1) || !guest.cpu().virtualization()) {
            return guest.guests();
        }
        Map<String, GuestSpec> byName = new LinkedHashMap<>();
        for (GuestSpec beside : lab.spec().guests()) {
            beside.guests().forEach(inner -> byName.putIfAbsent(inner.name(), inner));
        }
        return List.copyOf(byName.values());
    }

    private boolean emulated() {
        return lab.input().tier() == Tier.EMULATED && level.equals(Level.L1);
    }

    private ImageFiles files(ImageSpec image) {
        return Optional.ofNullable(images.files().get(image))
                .orElseThrow(() -> new IllegalStateException("no files for " + image));
    }

    private static List<DiskPlan> own(GuestSpec guest, ImageFiles image, String file) {
        List<DiskPlan> disks = new ArrayList<>();
        Backing backing = new Backing(image.disk(), image.format());
        disks.add(new DiskPlan(
                Use.ROOT,
                "nestlab-root",
                file + "-root.qcow2",
                "qcow2",
                Optional.of(backing),
                bytes(guest.rootDiskGib())));
        // An existing image accepts logins as it is; a seed would change it.
        if (!(guest.image() instanceof ImageSpec.Existing)) {
            disks.add(new DiskPlan(Use.SEED, "nestlab-seed", file + "-seed.iso", "raw", Optional.empty(), 0));
        }
        for (int i = 0; i < guest.scratchDisksGib().size(); i++) {
            int gib = guest.scratchDisksGib().get(i);
            String name = "scratch" + i;
            disks.add(new DiskPlan(
                    Use.SCRATCH, "nestlab-" + name, file + "-" + name + ".raw", "raw", Optional.empty(), bytes(gib)));
        }
        return disks;
    }

    private static long bytes(int gib) {
        return (long) gib << 30;
    }

    /**
     * The images that a guest gets as disks, for the guests inside it.
     *
     * @param images by their paths inside the guest
     */
    private record Handed(List<DiskPlan> disks, Map<ImageSpec, ImageFiles> images) {}

    private Handed hand(GuestSpec guest) {
        List<DiskPlan> disks = new ArrayList<>();
        Map<ImageSpec, ImageFiles> inner = new LinkedHashMap<>();
        Map<String, String> serials = new LinkedHashMap<>();
        for (ImageSpec wanted : imagesInside(guest)) {
            ImageFiles files = files(wanted);
            // Two different specs may name the same file, which the guest gets once.
            if (!serials.containsKey(files.id())) {
                String serial = serials.isEmpty() ? "nestlab-base" : "nestlab-base" + serials.size();
                serials.put(files.id(), serial);
                disks.add(new DiskPlan(Use.BASE, serial, files.disk(), files.format(), Optional.empty(), 0));
            }
            inner.put(wanted, files.asDisk(serials.getOrDefault(files.id(), "")));
        }
        return new Handed(disks, inner);
    }

    private static List<ImageSpec> imagesInside(GuestSpec guest) {
        List<ImageSpec> images = new ArrayList<>();
        for (GuestSpec inner : guest.guests()) {
            images.add(inner.image());
            images.addAll(imagesInside(inner));
        }
        return images.stream().distinct().toList();
    }
}
