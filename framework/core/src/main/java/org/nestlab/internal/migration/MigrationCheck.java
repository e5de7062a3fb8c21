package org.nestlab.internal.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.plan.BootPlan;
import org.nestlab.internal.plan.DiskPlan;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.plan.HypervisorPlan;
import org.nestlab.machine.Guest;

/** Refuses what no migration can be, before anything is made for it. */
final class MigrationCheck {

    private static final String HANDED = "/dev/disk/by-id/virtio-";

    private final LiveGuest guest;

    MigrationCheck(LiveGuest guest) {
        this.guest = guest;
    }

    /**
     * The guest hypervisor that the guest is to go to.
     *
     * @throws LabConfigurationException if it is none, or cannot take the guest
     */
    LiveGuest destination(Guest wanted) {
        if (!(guest.parent() instanceof LiveGuest former)) {
            throw refusal(wanted, "the guest runs on the host; expected a guest of a guest hypervisor, as L2");
        }
        if (!(wanted instanceof LiveGuest there)
                || !there.lab().id().equals(guest.lab().id())) {
            throw refusal(wanted, "that is not a guest of the same lab");
        }
        if (there.equals(former)) {
            throw refusal(wanted, "it runs there already");
        }
        if (!there.level().equals(former.level())
                || !there.isReady()
                || !there.spec().cpu().virtualization()) {
            throw refusal(wanted, "expected another %s guest that is up and may host".formatted(former.level()));
        }
        if (!guest.liveGuests().isEmpty()) {
            throw refusal(
                    wanted,
                    "it runs guests of its own, whose state in the midst of a migration the kernel's documentation calls undefined on AMD's hardware");
        }
        guest.domain().suspension().or(() -> there.domain().suspension()).ifPresent(reason -> {
            throw refusal(wanted, reason);
        });
        fits(there);
        images(former, there);
        return there;
    }

    private void fits(LiveGuest there) {
        List<LiveGuest> beside = there.liveGuests();
        beside.stream()
                .filter(other -> other.name().equals(guest.name()))
                .findFirst()
                .ifPresent(other -> {
                    throw refusal(
                            there,
                            "a guest of this name is there, with files of the same names: give each its own name");
                });
        long taken =
                beside.stream().mapToLong(other -> other.spec().memoryMib()).sum();
        long left = there.spec().memoryMib() - HypervisorPlan.OWN_MIB - taken;
        if (guest.spec().memoryMib() > left) {
            throw refusal(
                    there,
                    "it needs %d MiB of memory and there are %d MiB for guests: give %s more with withMemoryMib"
                            .formatted(guest.spec().memoryMib(), Math.max(0, left), there.label()));
        }
    }

    /** What its disks start from has to be the same over there, under the same path. */
    private void images(LiveGuest former, LiveGuest there) {
        for (String serial : handed(guest.plan())) {
            if (!path(former.plan(), serial).equals(path(there.plan(), serial))) {
                throw refusal(
                        there,
                        "what its disks start from is not there, or another disk: let that guest run none of its own, or guests of the same images");
            }
        }
        boolean ofTheImage = guest.plan().boot() instanceof BootPlan.Direct
                && guest.plan().uploads().isEmpty();
        if (ofTheImage
                && !former.plan().image().id().equals(there.plan().image().id())) {
            throw refusal(
                    there,
                    "it was booted with the kernel in the image of %s, and %s has another image: give both the same"
                            .formatted(former.label(), there.label()));
        }
    }

    private static List<String> handed(GuestPlan guest) {
        List<String> paths = new ArrayList<>();
        for (DiskPlan disk : guest.disks()) {
            paths.add(disk.path());
            disk.backing().map(DiskPlan.Backing::path).ifPresent(paths::add);
        }
        return paths.stream()
                .filter(path -> path.startsWith(HANDED))
                .map(path -> path.substring(HANDED.length()))
                .toList();
    }

    private static Optional<String> path(GuestPlan hypervisor, String serial) {
        return hypervisor.disks().stream()
                .filter(disk -> disk.serial().equals(serial))
                .map(DiskPlan::path)
                .findFirst();
    }

    private LabConfigurationException refusal(Guest wanted, String why) {
        return new LabConfigurationException(
                "%s: cannot be migrated to %s: %s".formatted(guest.label(), wanted.label(), why));
    }
}
