package org.nestlab.internal.exact.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nestlab.HostNotCapableException;

/**
 * The room on the disk of a machine's folder.
 *
 * @param free how much there is
 */
record Room(Path folder, Free free) {

    /** A disk with less is full: the next block of a log may not fit. */
    private static final long FULL_BYTES = 64L << 10;

    /** Room on a disk. */
    @FunctionalInterface
    interface Free {

        /** In bytes, as it is now. */
        long bytes() throws IOException;
    }

    static Room of(Path folder) {
        return new Room(folder, () -> Files.getFileStore(folder).getUsableSpace());
    }

    /**
     * Asked before anything is written.
     *
     * @throws HostNotCapableException if there is less
     */
    void require(long bytes) throws IOException {
        long there = free.bytes();
        if (there < bytes) {
            throw new HostNotCapableException(
                    "L0 host: %d MiB are free in %s, and an exact machine needs %d MiB while it runs: free some, or set nestlab.state.dir"
                            .formatted(there >> 20, folder, bytes >> 20));
        }
    }

    /** How a machine ended in fact: on a full disk its serial line stops, as if it hung. */
    Ending judge(Ending ending) throws IOException {
        return ending instanceof Ending.Finished || free.bytes() >= FULL_BYTES ? ending : new Ending.DiskFull(folder);
    }
}
