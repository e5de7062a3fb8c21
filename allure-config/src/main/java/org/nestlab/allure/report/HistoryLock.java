package org.nestlab.allure.report;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Lets one process at a time continue a file that is kept from run to run. What is locked is another file beside it:
 * the kernel releases a process's lock on a file as soon as the process closes any descriptor of that file.
 */
final class HistoryLock {

    /** Several times what making a report takes at most. */
    static final Duration PATIENCE = Duration.ofMinutes(20);

    private HistoryLock() {}

    /**
     * Waits for the lock. Threads of one process have to wait for each other before.
     *
     * @param file that is continued; its folder is made where it is missing
     * @return has the lock until it is closed
     * @throws IOException if there can be no lock, or another process holds it for longer than {@code patience}
     */
    static FileChannel of(Path file, Duration patience) throws IOException {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            Awaitility.await(lock.toString())
                    .atMost(patience)
                    .pollInSameThread()
                    .until(channel::tryLock, held -> held != null);
            locked = true;
            return channel;
        } catch (ConditionTimeoutException e) {
            throw new IOException("another report has held %s for %d s".formatted(lock, patience.toSeconds()), e);
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }
}
