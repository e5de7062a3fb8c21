package org.nestlab.internal.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.plan.DiskPlan.Backing;
import org.nestlab.internal.plan.DiskPlan.Use;
import org.nestlab.machine.Level;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;

/** Plans a lab: checks that the host can hold it, and names, places and addresses everything in it. */
public final class LabPlanner {

    /** Where a lab has its folder inside a guest. */
    private static final String GUEST_LABS_FOLDER = "/var/lib/nestlab/labs";
    /** Where the embedded image keeps the kernel that it boots with, for the guests inside it. */
    private static final String INNER_KERNEL = "/boot/nestlab/vmlinuz";

    private static final String INNER_INITRD = "/boot/nestlab/initrd.img";

    private final PlanInput input;
    private final SubnetPicker subnets;
    private final List<String> notes = new ArrayList<>();

    private LabPlanner(PlanInput input) {
        this.input = input;
        this.subnets = new SubnetPicker(
                input.subnets(), (int) Long.parseLong(input.id().value(), 16));
    }

    /**
     * Plans a lab.
     *
     * @throws org.nestlab.LabConfigurationException if the spec contradicts itself
     * @throws org.nestlab.HostNotCapableException if the host has not the memory, disk or subnets
     */
    public static LabPlan plan(LabSpec spec, PlanInput input) {
        PlanChecks.check(spec, input);
        LabPlanner planner = new LabPlanner(input);
        HypervisorPlan host =
                planner.hypervisor(Level.L0, "", input.labsFolder(), spec.guests(), Map.copyOf(input.images()), "");
        return new LabPlan(input.id(), spec, input.tier(), input.tierReason(), input.uri(), host, planner.notes);
    }

    private HypervisorPlan hypervisor(
            Level level,
            String path,
            String labsFolder,
            List<GuestSpec> guests,
            Map<ImageSpec, ImageFiles> images,
            String ownImage) {
        String folder = labsFolder + "/" + input.id();
        Subnet subnet = subnets.pick();
        // Every level has a name space of its own, but names that say the level make one host's `virsh list` readable.
        String stem = "nestlab-" + input.id() + (path.isEmpty() ? "" : "-" + path);
        NetworkPlan network =
                new NetworkPlan(stem, input.random().get(), "nl" + input.id() + "l" + level.depth(), subnet);
        List<GuestPlan> plans = new ArrayList<>();
        for (int i = 0; i < guests.size(); i++) {
            plans.add(guest(guests.get(i), level.next(), i, stem, folder, network, images, ownImage));
        }
        return new HypervisorPlan(level, folder, stem, input.random().get(), network, plans);
    }

    private GuestPlan guest(
            GuestSpec guest,
            Level level,
            int place,
            String stem,
            String folder,
            NetworkPlan network,
            Map<ImageSpec, ImageFiles> images,
            String imageOfHypervisor) {
        ImageFiles image = Optional.ofNullable(images.get(guest.image()))
                .orElseThrow(() -> new IllegalStateException("no files for " + guest.image()));
        String file = folder + "/" + guest.name();
        List<DiskPlan> disks = new ArrayList<>();
        disks.add(new DiskPlan(
                Use.ROOT,
                "nestlab-root",
                file + "-root.qcow2",
                "qcow2",
                Optional.of(new Backing(image.disk(), image.format())),
                (long) guest.rootDiskGib() << 30));
        disks.add(new DiskPlan(Use.SEED, "nestlab-seed", file + "-seed.iso", "raw", Optional.empty(), 0));
        for (int i = 0; i < guest.scratchDisksGib().size(); i++) {
            long bytes = (long) guest.scratchDisksGib().get(i) << 30;
            disks.add(new DiskPlan(
                    Use.SCRATCH,
                    "nestlab-scratch" + i,
                    file + "-scratch" + i + ".raw",
                    "raw",
                    Optional.empty(),
                    bytes));
        }
        Map<ImageSpec, ImageFiles> inner = new LinkedHashMap<>();
        Map<String, String> serials = new LinkedHashMap<>();
        for (ImageSpec wanted : imagesInside(guest)) {
            ImageFiles files = Objects.requireNonNull(images.get(wanted));
            String serial = serials.computeIfAbsent(files.id(), id -> serial(serials.size()));
            if (disks.stream().noneMatch(disk -> disk.serial().equals(serial))) {
                disks.add(new DiskPlan(Use.BASE, serial, files.disk(), files.format(), Optional.empty(), 0));
            }
            inner.put(wanted, files.asDisk(serial));
        }
        List<GuestPlan.Upload> uploads = new ArrayList<>();
        BootPlan boot = boot(guest, level, image, file, imageOfHypervisor, uploads);
        CpuPlan cpu = CpuPlan.of(guest, level, input.tier(), input.extension());
        cpu.note().ifPresent(notes::add);
        boolean emulated = input.tier() == Tier.EMULATED && level.equals(Level.L1);
        String domain = stem + "-" + guest.name();
        UUID uuid = input.random().get();
        Optional<HypervisorPlan> hypervisor = guest.hosts()
                ? Optional.of(hypervisor(
                        level,
                        domain.substring(("nestlab-" + input.id() + "-").length()),
                        GUEST_LABS_FOLDER,
                        guest.guests(),
                        inner,
                        image.id()))
                : Optional.empty();
        return new GuestPlan(
                guest,
                level,
                uuid,
                domain,
                emulated ? "qemu" : "kvm",
                mac(uuid),
                network.subnet().address(NetworkPlan.FIRST_GUEST + place),
                cpu,
                image,
                disks,
                boot,
                file + "-console.log",
                uploads,
                hypervisor);
    }

    private static String serial(int place) {
        return place == 0 ? "nestlab-base" : "nestlab-base" + place;
    }

    private static List<ImageSpec> imagesInside(GuestSpec guest) {
        List<ImageSpec> images = new ArrayList<>();
        for (GuestSpec inner : guest.guests()) {
            images.add(inner.image());
            images.addAll(imagesInside(inner));
        }
        return images.stream().distinct().toList();
    }

    private static BootPlan boot(
            GuestSpec guest,
            Level level,
            ImageFiles image,
            String file,
            String imageOfHypervisor,
            List<GuestPlan.Upload> uploads) {
        KernelSpec kernel = guest.kernel();
        if (kernel instanceof KernelSpec.Files files) {
            String arguments =
                    image.kernel().map(ImageFiles.Kernel::arguments).orElse("root=/dev/vda1 rw console=ttyS0");
            return upload(
                    files.kernel().toString(),
                    files.initrd().toString(),
                    join(arguments, files.arguments()),
                    file,
                    uploads);
        }
        if (kernel instanceof KernelSpec.OfImage own) {
            return bootOfImage(guest, level, image, own.arguments(), file, imageOfHypervisor, uploads);
        }
        return new BootPlan.Disk();
    }

    private static BootPlan bootOfImage(
            GuestSpec guest,
            Level level,
            ImageFiles image,
            String more,
            String file,
            String imageOfHypervisor,
            List<GuestPlan.Upload> uploads) {
        ImageFiles.Kernel kernel = image.kernel()
                .orElseThrow(() -> new LabConfigurationException(
                        "%s %s: its image %s came without a kernel to boot directly: use KernelSpec.bootLoader() or KernelSpec.files(…)"
                                .formatted(level, guest.name(), image.disk())));
        String arguments = join(kernel.arguments(), more);
        if (level.equals(Level.L1)) {
            return new BootPlan.Direct(kernel.kernel(), kernel.initrd(), arguments);
        }
        if (image.id().equals(imageOfHypervisor)) {
            return new BootPlan.Direct(INNER_KERNEL, INNER_INITRD, arguments);
        }
        return upload(kernel.kernel(), kernel.initrd(), arguments, file, uploads);
    }

    private static BootPlan upload(
            String kernel, String initrd, String arguments, String file, List<GuestPlan.Upload> uploads) {
        uploads.add(new GuestPlan.Upload(Path.of(kernel), file + "-vmlinuz"));
        uploads.add(new GuestPlan.Upload(Path.of(initrd), file + "-initrd.img"));
        return new BootPlan.Direct(file + "-vmlinuz", file + "-initrd.img", arguments);
    }

    private static String join(String first, String second) {
        return (first + " " + second).strip();
    }

    /** An address of the range that QEMU's guests use, taken from the UUID so that it is as unique. */
    private static String mac(UUID uuid) {
        long bits = uuid.getLeastSignificantBits();
        return "52:54:00:%02x:%02x:%02x".formatted((bits >> 16) & 255, (bits >> 8) & 255, bits & 255);
    }
}
