package org.nestlab.internal.engine;

import java.time.Duration;
import java.util.Optional;
import org.nestlab.HostNotCapableException;
import org.nestlab.internal.plan.DiskPlan;
import org.nestlab.internal.plan.HypervisorPlan;
import org.nestlab.internal.plan.StorageXml;
import org.nestlab.internal.site.Site;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/**
 * The host's file of the shared scratch disk: a volume of the lab's pool, filled with data. A read of a hole, or of an
 * extent that was never written, does not reach the disk, so that the disk would look very fast.
 */
record SharedScratchFile(DiskPlan disk) {

    /** The time for one GiB on a slow disk, which writes 20 MiB/s. */
    private static final Duration PER_GIB = Duration.ofSeconds(60);

    static Optional<SharedScratchFile> of(HypervisorPlan host) {
        return host.guests().stream()
                .flatMap(guest -> guest.disks().stream())
                .filter(disk -> disk.use() == DiskPlan.Use.SHARED)
                .findFirst()
                .map(SharedScratchFile::new);
    }

    /**
     * Creates and fills the file.
     *
     * @throws HostNotCapableException if it cannot be written without the host's page cache
     */
    void make(Site host, HypervisorPlan plan) {
        host.libvirt().pools().volumes(plan.poolUuid()).create(StorageXml.volume(disk));
        long mib = disk.capacity() >> 20;
        CommandResult filled = host.shell()
                .run(Command.shell(
                                "dd if=/dev/urandom of=%s bs=1M count=%d iflag=fullblock oflag=direct conv=notrunc,fsync"
                                        .formatted(Command.quote(disk.path()), mib))
                        .withTimeout(PER_GIB.multipliedBy(1 + mib / 1024)));
        if (!filled.succeeded()) {
            throw new HostNotCapableException(
                    "L0 host: the shared scratch disk %s could not be filled: %s. Expected %d MiB on a file system that can be written past the page cache (O_DIRECT): set nestlab.state.dir to a folder on one"
                            .formatted(disk.path(), filled.stderr().strip(), mib));
        }
    }
}
