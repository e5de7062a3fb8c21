package org.nestlab.internal.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nestlab.internal.plan.DiskPlan.Use;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.KernelSpec;

/**
 * The disks with kernel modules that a guest gets: the modules of its own kernel, and those of the kernels of the
 * guests inside it, which it passes on.
 *
 * @param disks of the guest
 * @param inside the paths inside the guest of the disks that it passes on, by their paths on the machine that runs the
 *     tests
 */
record HandedModules(List<DiskPlan> disks, Map<Path, String> inside) {

    /** The serial from which the boot agent knows the modules of its own kernel. */
    private static final String OWN = "nestlab-modules";

    private static final String HANDED_ON = "nestlab-kernel";

    HandedModules {
        disks = List.copyOf(disks);
        inside = Map.copyOf(inside);
    }

    /**
     * @param here the paths on the machine that runs the guest; a file that is missing here has the same path there
     *     as on the host
     */
    static HandedModules in(GuestSpec guest, Map<Path, String> here) {
        List<DiskPlan> disks = new ArrayList<>();
        Map<Path, String> inside = new LinkedHashMap<>();
        of(guest).ifPresent(modules -> disks.add(disk(OWN, modules, here)));
        for (Path modules : furtherIn(guest)) {
            if (!inside.containsKey(modules)) {
                String serial = HANDED_ON + inside.size();
                disks.add(disk(serial, modules, here));
                inside.put(modules, "/dev/disk/by-id/virtio-" + serial);
            }
        }
        return new HandedModules(disks, inside);
    }

    private static DiskPlan disk(String serial, Path modules, Map<Path, String> here) {
        String path = here.getOrDefault(modules, modules.toString());
        return new DiskPlan(Use.MODULES, serial, path, "raw", Optional.empty(), 0);
    }

    private static List<Path> furtherIn(GuestSpec guest) {
        List<Path> all = new ArrayList<>();
        for (GuestSpec inner : guest.guests()) {
            of(inner).ifPresent(all::add);
            all.addAll(furtherIn(inner));
        }
        return all;
    }

    private static Optional<Path> of(GuestSpec guest) {
        return guest.kernel() instanceof KernelSpec.Files files ? files.modules() : Optional.empty();
    }
}
