package org.nestlab.workload;

import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.machine.DiskTraffic;

/**
 * What one machine has had the host's storage move for a disk so far. It counts those who do the I/O, never the whole
 * device: what others read and write on the same storage is not in it. {@link DiskProof} compares two of them.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface DiskCount {

    /**
     * Counted.
     *
     * @param by who does the I/O on the host, for example {@code QEMU of L1 hypervisor, process 4711 since 81234};
     *     counts by two different ones have nothing to do with each other
     * @param askedOrNull what the L1 guest has asked of this disk, for itself or for a guest inside it, by QEMU's count
     *     for this disk alone; null where the host itself is measured, which has no QEMU
     * @param moved what the kernel has counted between the process and the storage: what a page cache answers is not in
     *     it. All disks of the process are, so that it may be more
     * @param direct whether writes pass the host's page cache, so that those that are counted have reached the storage
     */
    record Counted(String by, @Nullable DiskTraffic askedOrNull, DiskTraffic moved, boolean direct)
            implements DiskCount {

        public Optional<DiskTraffic> asked() {
            return Optional.ofNullable(askedOrNull);
        }
    }

    /**
     * This host does not count, or its counts prove nothing.
     *
     * @param why with what to do about it
     */
    record NotCountable(String why) implements DiskCount {}
}
