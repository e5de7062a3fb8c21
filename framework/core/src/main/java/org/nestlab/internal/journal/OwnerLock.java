package org.nestlab.internal.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.time.Duration;
import org.nestlab.internal.shell.Pause;

/** The lock of a lab's owner, between processes: an owner holds it alone, and who only looks shares it with others. */
final class OwnerLock {

    /** Who only looks holds it for less than a millisecond; several may do so one after the other. */
    private static final int TRIES = 100;

    private static final Duration BETWEEN = Duration.ofMillis(5);

    private OwnerLock() {}

    /**
     * Becomes the owner until the channel is closed; waits for those who look.
     *
     * @param channel of the lock file, to read and write
     * @return false if the lab has an owner
     */
    static boolean take(FileChannel channel) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            if (channel.tryLock() != null) {
                return true;
            }
            if (hasOwner(channel) || !Pause.of(BETWEEN)) {
                return false;
            }
        }
        return false;
    }

    /** @param channel of the lock file, to read */
    static boolean hasOwner(FileChannel channel) throws IOException {
        try (FileLock shared = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return shared == null;
        }
    }
}
