package org.nestlab.workload;

import java.util.Map;
import org.apiguardian.api.API;
import org.nestlab.machine.DiskTraffic;

/**
 * A disk that the lab made, as one machine sees it. Every level of a lab sees the same bytes of the same storage.
 * Nothing else is ever written to.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ScratchDisk {

    /** The device in a guest, the file on the host, as the userland sees it. */
    String path();

    /** Its size in bytes. */
    long bytes();

    /** How many queues a workload uses: the smaller count of the two machines, 1 or more. */
    int queues();

    /**
     * What must be equal on both sides, for example {@code scheduler=none}; the same keys on both.
     */
    Map<String, String> facts();

    /**
     * What this machine alone has had the host's storage move so far: asked before a run and after it,
     * {@link DiskProof} decides whether a cache answered in the storage's place.
     *
     * @param byProgram what the program has moved so far by its own kernel's count, {@code /proc/PID/io}: 0 before it
     *     runs. It is what counts on the host itself, and is not looked at for a guest, for which its QEMU counts
     */
    DiskCount countOnHost(DiskTraffic byProgram);
}
