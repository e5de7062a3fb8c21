package org.nestlab.internal.exact.machine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.nestlab.HostNotCapableException;
import org.slf4j.LoggerFactory;

/**
 * The folder of one machine, which goes with it. While it is in use its lock is held, which the kernel lets go of
 * however the process ends: the next machine, and {@code nestlab reap}, remove folders that nobody holds.
 */
final class MachineFolder implements AutoCloseable {

    private static final String FOLDER = "exact";
    private static final String LOCK = "lock";
    private static final long YOUNG_MILLIS = 10_000;

    /**
     * Two open channels of one process and one file: closing either lets go of the lock. So a folder of ours is never
     * tried.
     */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private MachineFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** @throws HostNotCapableException if it cannot be made */
    static MachineFolder create(Path stateDir) {
        Path root = stateDir.toAbsolutePath().resolve(FOLDER);
        try {
            Files.createDirectories(root);
            Path path = Files.createTempDirectory(root, "machine-");
            OURS.add(path);
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw new IOException("another process holds the lock of " + path);
            }
            return new MachineFolder(path, channel);
        } catch (IOException e) {
            throw new HostNotCapableException(
                    "L0 host: no folder for an exact machine can be made in %s: %s. Expected: a folder that can be written to; set nestlab.state.dir"
                            .formatted(root, e),
                    e);
        }
    }

    Path path() {
        return path;
    }

    /**
     * Removes the folders that runs have left which were killed.
     *
     * @return those removed
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
                    delete(folder);
                    removed.add(folder);
                }
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(MachineFolder.class).warn("{} is not swept whole", root, e);
        }
        return removed;
    }

    /** One that is being made has no lock yet: what is young is left to the next time. */
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
        try {
            delete(path);
            lock.close();
        } catch (IOException e) {
            LoggerFactory.getLogger(MachineFolder.class).warn("{} is not removed", path, e);
        } finally {
            OURS.remove(path);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
