package org.nestlab.internal.exact.machine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.nestlab.HostNotCapableException;
import org.nestlab.internal.file.Folders;
import org.nestlab.internal.shell.ShutdownGate;
import org.slf4j.LoggerFactory;

/**
 * The folder of one machine, which is removed with it. A lock is held while it is in use, and the kernel releases the
 * lock however the process ends: the next machine and {@code nestlab reap} remove folders that are not locked.
 */
final class MachineFolder implements AutoCloseable {

    private static final String FOLDER = "exact";
    private static final String LOCK = "lock";
    private static final long YOUNG_MILLIS = 10_000;
    private static final int ATTEMPTS = 20;

    /**
     * Closing any channel of a process to a file releases the process's lock on that file, so this process's own
     * folders are never tried.
     */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;
    private final Thread hook;

    private MachineFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
        this.hook = new Thread(() -> deleteQuietly(path), "nestlab-exact-folder");
    }

    /** @throws HostNotCapableException if it cannot be made */
    static MachineFolder create(Path stateDir) {
        Path root = stateDir.toAbsolutePath().resolve(FOLDER);
        try {
            return ShutdownGate.ofThisJvm().pass(() -> in(root));
        } catch (IOException e) {
            throw new HostNotCapableException(
                    "L0 host: no folder for an exact machine can be made in %s: %s. Expected: a folder that can be written to; set nestlab.state.dir"
                            .formatted(root, e),
                    e);
        }
    }

    private static MachineFolder in(Path root) throws IOException {
        Files.createDirectories(root);
        Path path = Files.createTempDirectory(root, "machine-");
        OURS.add(path);
        FileChannel channel =
                FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            throw new IOException("another process holds the lock of " + path);
        }
        MachineFolder made = new MachineFolder(path, channel);
        // If the process was interrupted; the next machine removes what it writes meanwhile.
        ShutdownGate.register(made.hook, made::close);
        return made;
    }

    Path path() {
        return path;
    }

    /**
     * Removes the folders that killed runs have left.
     *
     * @return the folders that were removed
     */
    static List<Path> sweep(Path stateDir) {
        Path root = stateDir.toAbsolutePath().resolve(FOLDER);
        List<Path> removed = new ArrayList<>();
        if (!Files.isDirectory(root)) {
            return removed;
        }
        try (Stream<Path> folders = Files.list(root)) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                if (!OURS.contains(folder) && isLeft(folder)) {
                    Folders.delete(folder);
                    removed.add(folder);
                }
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(MachineFolder.class).warn("{} is not swept whole", root, e);
        }
        return removed;
    }

    /** A folder that is just being created has no lock yet, so recent folders are left for the next time. */
    private static boolean isLeft(Path folder) throws IOException {
        if (Files.getLastModifiedTime(folder).toMillis() > System.currentTimeMillis() - YOUNG_MILLIS) {
            return false;
        }
        Path file = folder.resolve(LOCK);
        if (!Files.exists(file)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            return held != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        deleteQuietly(path);
        try {
            lock.close();
        } catch (IOException e) {
            LoggerFactory.getLogger(MachineFolder.class).warn("the lock of {} is not closed", path, e);
        } finally {
            ShutdownGate.unregister(hook);
            OURS.remove(path);
        }
    }

    /**
     * Two threads of a process that is shutting down may do this at once, so a folder that is gone already is not an
     * error.
     */
    private static void deleteQuietly(Path folder) {
        for (int attempt = 1; Files.exists(folder); attempt++) {
            try {
                Folders.delete(folder);
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    LoggerFactory.getLogger(MachineFolder.class).warn("{} is not removed", folder, e);
                    return;
                }
            }
        }
    }
}
