package org.nestlab.internal.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.nestlab.machine.Level;
import org.nestlab.spec.GuestSpec;

/**
 * Everything about one guest before it exists.
 *
 * @param nameInLab the names of the guests around it and its own, for example {@code hypervisor-guest}; unique in the
 *     lab
 * @param domainType {@code kvm} or {@code qemu}
 * @param machine QEMU's name of the hardware that the guest sees
 * @param image the backing image as it was found
 * @param console the file of its serial console, on the machine that runs the guest
 * @param uploads files to copy into that machine's pool first
 * @param hypervisor what will be created inside the guest, if it runs guests
 */
public record GuestPlan(
        GuestSpec spec,
        Level level,
        UUID uuid,
        String nameInLab,
        String domainName,
        String domainType,
        String machine,
        String mac,
        String address,
        CpuPlan cpu,
        ImageFiles image,
        List<DiskPlan> disks,
        BootPlan boot,
        String console,
        List<Upload> uploads,
        Optional<HypervisorPlan> hypervisor) {

    public GuestPlan {
        disks = List.copyOf(disks);
        uploads = List.copyOf(uploads);
    }

    /** A file of the machine that runs the tests; it becomes a volume of the same pool. */
    public record Upload(Path local, String path) {}

    public String label() {
        return level + " " + spec.name();
    }

    public DiskPlan disk(DiskPlan.Use use) {
        return disks.stream()
                .filter(disk -> disk.use() == use)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(label() + " has no " + use + " disk"));
    }
}
