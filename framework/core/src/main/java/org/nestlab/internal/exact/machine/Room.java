package org.nestlab.internal.exact.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nestlab.HostNotCapableException;

/** Whether there is room on the disk, asked before anything is written. */
final class Room {

    private Room() {}

    /** @throws HostNotCapableException if there is less */
    static void require(Path folder, long bytes) throws IOException {
        require(folder, bytes, Files.getFileStore(folder).getUsableSpace());
    }

    static void require(Path folder, long bytes, long free) {
        if (free < bytes) {
            throw new HostNotCapableException(
                    "L0 host: %d MiB are free in %s, and an exact machine needs %d MiB while it runs: free some, or set nestlab.state.dir"
                            .formatted(free >> 20, folder, bytes >> 20));
        }
    }
}
