package org.nestlab.internal.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.nestlab.internal.plan.DiskPlan;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.plan.HypervisorPlan;

/** The names of the files of a lab's L1 guests in a snapshot. */
final class SnapshotFiles {

    private SnapshotFiles() {}

    /** The saved memory and devices of a guest, as libvirt writes them. */
    static String memory(GuestPlan guest) {
        return "memory-" + guest.spec().name();
    }

    /** A guest's files in the lab's folder: disks, kernel, and the console, in which boots are counted. */
    static List<String> inFolder(GuestPlan guest) {
        Stream<String> disks = guest.disks().stream()
                .filter(disk -> disk.made() && disk.use() != DiskPlan.Use.SHARED)
                .map(DiskPlan::path);
        Stream<String> uploads = guest.uploads().stream().map(GuestPlan.Upload::path);
        return Stream.of(disks, uploads, Stream.of(guest.console()))
                .flatMap(paths -> paths)
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .toList();
    }

    /** All files of a snapshot. */
    static List<String> all(HypervisorPlan host) {
        List<String> all = new ArrayList<>();
        for (GuestPlan guest : host.guests()) {
            all.add(memory(guest));
            all.addAll(inFolder(guest));
        }
        return all;
    }
}
