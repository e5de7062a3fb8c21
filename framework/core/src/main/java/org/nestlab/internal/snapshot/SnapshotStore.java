package org.nestlab.internal.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.nestlab.internal.file.Folders;
import org.nestlab.internal.file.WholeFile;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.text.Json;

/**
 * The snapshots of a state folder, in one folder each, named after the lab. A snapshot that is being made or removed is
 * called {@code LAB.part} and is never used. Snapshots hold the private keys of their labs, so only their owner can
 * read them.
 */
public final class SnapshotStore {

    private static final String DESCRIPTION = "snapshot.json";
    private static final String PART = ".part";

    /** A file with a line for each value that a thawed guest has drawn; its modification time is the last use. */
    private static final String DRAWN = "drawn";

    private final StateFolder state;
    private final Path root;

    public SnapshotStore(StateFolder state) {
        this.state = state;
        this.root = state.root().resolve("snapshots");
    }

    /**
     * A complete snapshot.
     *
     * @param used when it was last thawed, or made
     */
    public record Stored(Snapshot snapshot, Path folder, FileTime used) {}

    /** All complete snapshots, the most recently used first. A snapshot that cannot be read is left out. */
    public List<Stored> list() {
        return folders().stream()
                .filter(folder -> !folder.toString().endsWith(PART))
                .flatMap(folder -> read(folder).stream())
                .sorted(Comparator.comparing(Stored::used).reversed())
                .toList();
    }

    /** The snapshots of a spec, including one whose lab is up, the most recently used first. */
    public List<Stored> ofSpec(String digest) {
        return list().stream()
                .filter(stored -> stored.snapshot().spec().equals(digest))
                .toList();
    }

    /** A new folder for a snapshot that is being made. */
    public Path begin(LabId lab) {
        Path part = part(lab);
        try {
            Files.createDirectories(root);
            delete(part);
            Files.createDirectory(
                    part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return part;
        } catch (IOException e) {
            throw new UncheckedIOException(part + " cannot be made", e);
        }
    }

    /** Completes the snapshot: everything else in its folder was written before. */
    public Stored complete(Snapshot snapshot) {
        Path part = part(snapshot.id());
        try {
            Files.write(part.resolve(DRAWN), new byte[0]);
            WholeFile.write(part.resolve(DESCRIPTION), Json.INDENTED.writeValueAsString(snapshot));
            Path folder = folder(snapshot.id());
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
            return read(folder).orElseThrow(() -> new IOException(folder + " cannot be read"));
        } catch (IOException e) {
            throw new UncheckedIOException("the snapshot %s cannot be completed".formatted(part), e);
        }
    }

    /** The random values that guests thawed from it have drawn. */
    public Set<String> drawn(LabId lab) {
        try {
            return new HashSet<>(Files.readAllLines(folder(lab).resolve(DRAWN)));
        } catch (IOException e) {
            throw SnapshotException.spoilt(
                    "%s cannot be read: %s".formatted(folder(lab).resolve(DRAWN), e));
        }
    }

    /** Remembers what a thawed guest has drawn, and that the snapshot is used now. */
    public void drew(LabId lab, String value) {
        try {
            Files.writeString(
                    folder(lab).resolve(DRAWN), value + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw SnapshotException.spoilt(
                    "%s cannot be written to: %s".formatted(folder(lab).resolve(DRAWN), e));
        }
    }

    /** Removes a snapshot, complete or not. A lab that was thawed from it keeps running. */
    public void remove(LabId lab) {
        Path part = part(lab);
        try {
            delete(part);
            Files.move(folder(lab), part, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("the snapshot of lab %s cannot be removed".formatted(lab), e);
        }
        delete(part);
    }

    /** Removes unfinished snapshots of processes that are gone. */
    public void sweep() {
        for (Path folder : folders()) {
            String name = folder.getFileName().toString();
            if (name.endsWith(PART) && !Journal.isOwned(state, new LabId(name.substring(0, 8)))) {
                delete(folder);
            }
        }
    }

    /**
     * Removes the least recently used snapshots until the others are within the limits.
     *
     * @return what was removed
     */
    public List<LabId> bound(int most, long bytes) {
        List<LabId> removed = new ArrayList<>();
        int count = 0;
        long sum = 0;
        for (Stored stored : list()) {
            count++;
            sum += stored.snapshot().bytes();
            if (count > most || sum > bytes) {
                count--;
                sum -= stored.snapshot().bytes();
                remove(stored.snapshot().id());
                removed.add(stored.snapshot().id());
            }
        }
        return removed;
    }

    private Path folder(LabId lab) {
        return root.resolve(lab.value());
    }

    private Path part(LabId lab) {
        return root.resolve(lab.value() + PART);
    }

    private List<Path> folders() {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> folder.getFileName().toString().matches("[0-9a-f]{8}(\\.part)?"))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(root + " cannot be listed", e);
        }
    }

    private static Optional<Stored> read(Path folder) {
        try {
            Snapshot snapshot = Json.MAPPER.readValue(Files.readString(folder.resolve(DESCRIPTION)), Snapshot.class);
            return snapshot.id().value().equals(folder.getFileName().toString())
                    ? Optional.of(new Stored(snapshot, folder, Files.getLastModifiedTime(folder.resolve(DRAWN))))
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be removed", e);
        }
    }
}
