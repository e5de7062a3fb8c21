package org.nestlab.internal.testbed;

import java.util.Optional;
import java.util.Set;
import org.nestlab.internal.lab.HostSide;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.Host;

/**
 * Whether what the kernel counts for a process proves anything about the storage below a lab's folder: it has to count
 * at all, and the file system has to hand on to the storage what it is asked for with O_DIRECT.
 */
final class CountedStorage {

    /**
     * Others answer from caches of their own, as ZFS, or those of another machine, as NFS; btrfs now and then writes
     * through the page cache.
     */
    private static final Set<String> PAST_THE_CACHE = Set.of("ext2", "ext3", "ext4", "xfs");

    private static final long BYTES = 1 << 20;

    private static final String SCRIPT = """
            file=%s
            echo "fs=$(findmnt -n -o FSTYPE -T "$file" 2>/dev/null)"
            sh -c 'dd if="$0" of=/dev/null bs=64k count=16 iflag=direct 2>/dev/null; cat /proc/$$/io 2>/dev/null' "$file"
            true
            """;

    private CountedStorage() {}

    /** Why nothing can be proven by counts on this host; empty where it can. */
    static Optional<String> doubt(Host host, HostRights rights, HostSide.Scratch plan) {
        CommandResult looked = host.run(rights.with(SCRIPT.formatted(Command.quote(plan.file()))));
        ProcIo seen = ProcIo.parse(looked.stdout());
        String fileSystem = seen.value("fs").orElse("(unknown)");
        if (!PAST_THE_CACHE.contains(fileSystem)) {
            return Optional.of(
                    "%s: %s is on %s, which may answer from a cache in spite of O_DIRECT: set nestlab.state.dir to a folder on ext4 or xfs"
                            .formatted(host.label(), folder(plan), fileSystem));
        }
        long counted = seen.traffic().read();
        return counted >= Math.min(BYTES, plan.bytes())
                ? Optional.empty()
                : Optional.of(
                        "%s: its kernel counts %d bytes for a program that read %d of the scratch disk past the cache; expected a kernel with CONFIG_TASK_IO_ACCOUNTING, and a user who may read that disk (root, or `sudo -n`)"
                                .formatted(host.label(), counted, Math.min(BYTES, plan.bytes())));
    }

    private static String folder(HostSide.Scratch plan) {
        return plan.file().replaceFirst("/[^/]*$", "");
    }
}
