package org.nestlab.internal.plan;

import java.util.Optional;
import org.nestlab.internal.plan.DiskPlan.Use;
import org.nestlab.machine.Level;
import org.nestlab.spec.LabSpec;

/** The scratch disk that every level shares: a file on the host that each guest passes on to the guests inside it. */
public final class SharedScratch {

    /** The virtio serial of the disk in every guest. */
    public static final String SERIAL = "nestlab-shared";

    private static final String FILE = "shared-scratch.raw";

    private SharedScratch() {}

    /**
     * Returns the disk of a guest; empty if the lab has no shared scratch disk.
     *
     * @param level the guest's
     * @param folder the lab's folder on the machine that runs the guest
     */
    static Optional<DiskPlan> disk(LabSpec spec, Level level, String folder) {
        if (spec.sharedScratchGib() == 0) {
            return Optional.empty();
        }
        // Deeper down it is the device of the guest above, with the same bytes in the same places.
        String path = level.equals(Level.L1) ? folder + "/" + FILE : "/dev/disk/by-id/virtio-" + SERIAL;
        long bytes = (long) spec.sharedScratchGib() << 30;
        return Optional.of(new DiskPlan(Use.SHARED, SERIAL, path, "raw", Optional.empty(), bytes));
    }
}
