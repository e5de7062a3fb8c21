package org.nestlab.workload;

import java.util.Map;
import java.util.Optional;

/**
 * A disk that the lab made, as one machine sees it. Every level of a lab sees the same bytes of the same storage. Nothing
 * else is ever written to.
 */
public interface ScratchDisk {

    /** The device in a guest, the file on the host, as the userland sees it. */
    String path();

    /** Its size in bytes. */
    long bytes();

    /** How many queues a workload uses: the smaller count of the two machines, 1 or more. */
    int queues();

    /**
     * What has to be equal on both sides, as {@code scheduler=none}; the same keys on both.
     */
    Map<String, String> facts();

    /**
     * What the storage on the host that the disk is on has moved so far; empty where the host does not count it. The
     * difference of two calls tells whether a cache answered in its place.
     */
    Optional<HostBytes> movedOnHost();
}
