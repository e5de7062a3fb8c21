package org.nestlab.internal.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.nestlab.internal.shell.ShutdownGate;
import org.slf4j.LoggerFactory;

/**
 * A file of the cache while it is being made. It is removed when this object is closed or this JVM is asked to end,
 * unless it was moved away before; the file of a killed process is removed by {@link #sweep}.
 */
final class PartialFile implements AutoCloseable {

    // cloud-4711-8273645.partial
    private static final Pattern NAME = Pattern.compile("cloud-(\\d{1,10})-\\d+\\.partial");

    /** A process in a container, which may use the cache too, is not to be seen from here. */
    private static final Duration OLD = Duration.ofHours(2);

    private final Path path;
    private final Thread hook;

    private PartialFile(Path path) {
        this.path = path;
        this.hook = new Thread(() -> delete(path), "nestlab-partial-file");
    }

    /**
     * An empty file in the folder of another one.
     *
     * @throws org.nestlab.ProvisioningException if this JVM was asked to end before: then there is no file
     */
    static PartialFile beside(Path file) throws IOException {
        Path folder = file.toAbsolutePath().resolveSibling("");
        return ShutdownGate.ofThisJvm().pass(() -> {
            PartialFile made = new PartialFile(Files.createTempFile(
                    folder, "cloud-%d-".formatted(ProcessHandle.current().pid()), ".partial"));
            ShutdownGate.register(made.hook, made::close);
            return made;
        });
    }

    /** Removes the files beside it that killed processes have left: those that are much older, by the disk's clock. */
    void sweep() throws IOException {
        Instant old = Files.getLastModifiedTime(path).toInstant().minus(OLD);
        try (Stream<Path> files = Files.list(path.resolveSibling(""))) {
            for (Path file : files.toList()) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches() && isGone(name.group(1)) && isBefore(file, old)) {
                    delete(file);
                }
            }
        }
    }

    private static boolean isGone(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }

    private static boolean isBefore(Path file, Instant time) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(time);
        } catch (IOException e) {
            return false; // another process has removed it
        }
    }

    Path path() {
        return path;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LoggerFactory.getLogger(PartialFile.class).warn("{} cannot be deleted", file, e);
        }
    }

    @Override
    public void close() {
        delete(path);
        ShutdownGate.unregister(hook);
    }
}
