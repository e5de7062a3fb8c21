package org.nestlab.internal.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.nestlab.internal.digest.Sha256;
import org.nestlab.internal.shell.Waiting;

/**
 * Which folders of a cache are in use by processes. A hash of a folder's name selects a byte of one file. A process
 * that uses the folder holds a shared lock on that byte until the process ends; the kernel then releases the lock, in
 * whatever way the process ended.
 */
final class KernelsInUse {

    private static final String FILE = "in-use.lock";

    /** Removing a kernel takes less than a second. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration LOOK = Duration.ofMillis(50);

    /** 60 bits: a position in a file is not negative. */
    private static final int DIGITS = 15;

    /** Never closed, because closing one channel of a file releases all locks that the process has on it. */
    private static final Map<Path, KernelsInUse> ALL = new ConcurrentHashMap<>();

    private final FileChannel channel;
    private final Map<String, FileLock> held = new ConcurrentHashMap<>();

    private KernelsInUse(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Those of a cache's folder, which is made where it is not there.
     *
     * @throws IOException if this user may not write there
     */
    static KernelsInUse in(Path folder) throws IOException {
        Path file = Files.createDirectories(folder).toRealPath().resolve(FILE);
        synchronized (ALL) {
            KernelsInUse known = ALL.get(file);
            if (known != null) {
                return known;
            }
            KernelsInUse opened = new KernelsInUse(FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
            ALL.put(file, opened);
            return opened;
        }
    }

    /**
     * Uses a folder until this process ends; waits while another process removes it.
     *
     * @throws org.nestlab.NoAnswerException if the other process does not come to an end
     */
    synchronized void use(String name) throws IOException {
        try {
            if (!hold(name)) {
                Waiting.on("L0 host: %s, which another process removes".formatted(name), PATIENCE, LOOK)
                        .untilTrue(() -> hold(name));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Never by {@code lock}: an interrupt of a thread that is in it closes the channel, and releases all locks. */
    private boolean hold(String name) {
        synchronized (held) {
            try {
                FileLock lock = held.containsKey(name) ? null : channel.tryLock(position(name), 1, true);
                if (lock != null) {
                    held.put(name, lock);
                }
                return held.containsKey(name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Runs an action on a folder unless a process uses it; a process that starts to use it waits. */
    synchronized void unlessUsed(String name, Removal removal) throws IOException {
        if (held.containsKey(name)) {
            return;
        }
        try (FileLock lock = channel.tryLock(position(name), 1, false)) {
            if (lock != null) {
                removal.run();
            }
        } catch (OverlappingFileLockException e) {
            // This process uses one whose name has the same hash.
        }
    }

    /** The action, during which no process can start to use the folder. */
    @FunctionalInterface
    interface Removal {
        void run() throws IOException;
    }

    private static long position(String name) {
        return Long.parseLong(Sha256.hex(name).substring(0, DIGITS), 16);
    }
}
