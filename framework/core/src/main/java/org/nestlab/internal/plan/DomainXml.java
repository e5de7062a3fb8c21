package org.nestlab.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.nestlab.internal.libvirt.Ownership;
import org.nestlab.internal.xml.XmlElement;
import org.nestlab.spec.MemoryBacking;

/** A guest's plan as a libvirt domain. */
public final class DomainXml {

    private static final String EMULATED = "qemu";

    private DomainXml() {}

    /**
     * The definition of the domain.
     *
     * @param owner the UUID of the state folder, from which a later process sees that the domain belongs to its user
     */
    public static String of(GuestPlan guest, LabId lab, NetworkPlan network, UUID owner) {
        return XmlElement.of("domain")
                .attr("type", guest.domainType())
                .child("name", guest.domainName())
                .child("uuid", guest.uuid().toString())
                .child(new Ownership(
                                lab.value(),
                                owner,
                                guest.level().depth(),
                                guest.spec().name())
                        .toXml())
                .child(XmlElement.of("memory")
                        .attr("unit", "MiB")
                        .text(guest.spec().memoryMib()))
                .children(memoryBacking(guest.spec().memoryBacking()))
                .child(vcpus(guest))
                .child(os(guest.machine(), guest.boot()))
                .child(XmlElement.of("features").child(XmlElement.of("acpi")).child(XmlElement.of("apic")))
                .child(CpuXml.of(guest.cpu()))
                .child(XmlElement.of("clock").attr("offset", "utc"))
                .child("on_poweroff", "destroy")
                .child("on_reboot", "restart")
                .child("on_crash", "destroy")
                .child(devices(guest, network))
                .toString();
    }

    /**
     * If QEMU emulates a single CPU, the domain gets room for a second one that is never plugged in. With room for one
     * CPU, QEMU assumes that nothing else reads the guest's memory and ignores the {@code lock} prefix of instructions.
     * The guest uses these instructions as memory barriers against QEMU's own devices. Without them, an interrupt of a
     * disk is sometimes lost, and all of the disk's I/O hangs.
     */
    private static XmlElement vcpus(GuestPlan guest) {
        int count = guest.spec().vcpus();
        return count == 1 && guest.domainType().equals(EMULATED)
                ? XmlElement.of("vcpu").attr("current", Integer.toString(count)).text(count + 1)
                : XmlElement.of("vcpu").text(count);
    }

    /**
     * libvirt has no setting for small pages, but the memory of a memfd has only small pages if the kernel's
     * shmem_enabled is off.
     */
    private static List<XmlElement> memoryBacking(MemoryBacking backing) {
        return switch (backing) {
            case AS_HOST, TRANSPARENT -> List.of();
            case HUGE_PAGES -> List.of(XmlElement.of("memoryBacking").child(XmlElement.of("hugepages")));
            case SMALL ->
                List.of(XmlElement.of("memoryBacking")
                        .child(XmlElement.of("source").attr("type", "memfd")));
        };
    }

    private static XmlElement os(String machine, BootPlan boot) {
        XmlElement os = XmlElement.of("os")
                .child(XmlElement.of("type")
                        .attr("arch", "x86_64")
                        .attr("machine", machine)
                        .text("hvm"));
        if (boot instanceof BootPlan.Direct direct) {
            return os.child("kernel", direct.kernel())
                    .child("initrd", direct.initrd())
                    .child("cmdline", direct.arguments());
        }
        return os.child(XmlElement.of("boot").attr("dev", "hd"));
    }

    private static XmlElement devices(GuestPlan guest, NetworkPlan network) {
        List<XmlElement> disks = new ArrayList<>();
        for (int i = 0; i < guest.disks().size(); i++) {
            disks.add(disk(guest.disks().get(i), target(i), guest.spec().vcpus()));
        }
        return XmlElement.of("devices")
                .children(disks)
                .child(XmlElement.of("controller").attr("type", "usb").attr("model", "none"))
                .child(XmlElement.of("interface")
                        .attr("type", "network")
                        .child(XmlElement.of("mac").attr("address", guest.mac()))
                        .child(XmlElement.of("source").attr("network", network.name()))
                        .child(XmlElement.of("model").attr("type", "virtio")))
                .child(XmlElement.of("serial")
                        .attr("type", "file")
                        .child(XmlElement.of("source")
                                .attr("path", guest.console())
                                // A restored guest runs in another QEMU, which must not truncate the file.
                                .attr("append", "on"))
                        .child(XmlElement.of("target").attr("port", 0)))
                .child(XmlElement.of("memballoon").attr("model", "none"));
    }

    private static XmlElement disk(DiskPlan disk, String target, int queues) {
        boolean device = disk.path().startsWith("/dev/");
        XmlElement xml = XmlElement.of("disk")
                .attr("type", device ? "block" : "file")
                .attr("device", "disk")
                .child(driver(disk, queues))
                .child(XmlElement.of("source").attr(device ? "dev" : "file", disk.path()))
                .child(XmlElement.of("target").attr("dev", target).attr("bus", "virtio"));
        if (disk.readOnly()) {
            xml = xml.child(XmlElement.of("readonly"));
        }
        if (disk.use() == DiskPlan.Use.SHARED) {
            // Several guests may use it; without this, QEMU locks it for one of them.
            xml = xml.child(XmlElement.of("shareable"));
        }
        return xml.child("serial", disk.serial());
    }

    private static XmlElement driver(DiskPlan disk, int queues) {
        XmlElement driver = XmlElement.of("driver").attr("name", "qemu").attr("type", disk.format());
        XmlElement cached =
                cache(disk.use()).map(mode -> driver.attr("cache", mode)).orElse(driver);
        if (disk.use() != DiskPlan.Use.SHARED) {
            return cached;
        }
        // No level may answer, drop or change a request on its way down, because the levels between are what is
        // measured.
        return cached.attr("io", "native")
                .attr("discard", "ignore")
                .attr("detect_zeroes", "off")
                .attr("queues", queues);
    }

    private static String target(int place) {
        return "vd" + (char) ('a' + place);
    }

    /**
     * The name in a guest's definition of its disk for this use, for example {@code vdc}.
     *
     * @return empty if it has no such disk
     */
    public static Optional<String> target(GuestPlan guest, DiskPlan.Use use) {
        for (int i = 0; i < guest.disks().size(); i++) {
            if (guest.disks().get(i).use() == use) {
                return Optional.of(target(i));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> cache(DiskPlan.Use use) {
        return switch (use) {
            // A root disk does not outlive the lab, so nobody needs to wait for a flush of it.
            case ROOT -> Optional.of("unsafe");
            // Measured requests must reach the storage below, at every level.
            case SCRATCH, SHARED -> Optional.of("none");
            case SEED, BASE, MODULES -> Optional.empty();
        };
    }
}
