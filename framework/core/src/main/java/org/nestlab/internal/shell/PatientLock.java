package org.nestlab.internal.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.nestlab.NoAnswerException;
import org.nestlab.ProvisioningException;

/**
 * A lock that is a file. One thread of one process holds it at a time; others wait for it until a deadline, because the
 * holder may hang. The lock ends with its process.
 */
public final class PatientLock {

    private static final Duration LOOK = Duration.ofMillis(100);

    // A process holds a file lock, not a thread, so two threads of one process need this lock too.
    private final ReentrantLock inProcess = new ReentrantLock();
    private final Duration patience;

    /** @param patience the longest time to wait for the lock */
    public PatientLock(Duration patience) {
        this.patience = patience;
    }

    /** An action that needs the lock. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /**
     * Runs an action while it holds the lock.
     *
     * @param file the lock file, which is created if it does not exist
     * @param what what the lock protects, for messages: for example {@code the state folder}
     * @throws NoAnswerException if another process or thread holds it for too long
     * @throws IOException if the file cannot be used
     */
    public <T, E extends Exception> T during(Path file, String what, Work<T, E> work) throws IOException, E {
        long start = System.nanoTime();
        try {
            if (!inProcess.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new NoAnswerException("L0 host: %s: another thread of this run has held its lock %s for %s"
                        .formatted(what, file, CommandFailures.duration(patience)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProvisioningException(
                    "L0 host: %s: interrupted while its lock %s was waited for".formatted(what, file), e);
        }
        // Closing the channel releases the lock.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            await(channel, file, what, patience.minusNanos(System.nanoTime() - start));
            return work.run();
        } finally {
            inProcess.unlock();
        }
    }

    private static void await(FileChannel channel, Path file, String what, Duration left) throws IOException {
        try {
            Waiting.on("L0 host: %s: its lock %s, which another process holds".formatted(what, file), left, LOOK)
                    .until(() -> tryLock(channel));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
