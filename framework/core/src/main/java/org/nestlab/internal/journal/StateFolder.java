package org.nestlab.internal.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.nestlab.HostNotCapableException;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.shell.PatientLock;

/** The folder in which all labs of one user keep their journals; the same for every process of that user. */
public final class StateFolder {

    /** Far longer than planning a lab and creating its network take, on a host whose libvirt is slow. */
    private static final PatientLock LOCK = new PatientLock(Duration.ofMinutes(15));

    /** 32 hexadecimal digits, drawn at the installation or the first boot: machine-id(5). */
    private static final Path MACHINE_ID = Path.of("/etc/machine-id");

    private final Path root;

    private StateFolder(Path root) {
        this.root = root;
    }

    /**
     * Opens the folder, making it where it does not exist.
     *
     * @throws HostNotCapableException if it cannot be made or written to
     */
    public static StateFolder open(Path root) {
        Path journal = root.resolve("journal");
        try {
            Files.createDirectories(journal);
            // Two names of one folder must not look like two folders.
            Path real = root.toRealPath();
            if (!Files.isWritable(journal)) {
                throw refusal(real, "be written to", "permission denied");
            }
            return new StateFolder(real);
        } catch (IOException e) {
            throw refusal(root, "be made", e.toString());
        }
    }

    private static HostNotCapableException refusal(Path root, String what, String why) {
        return new HostNotCapableException(
                "L0 host: the state folder %s cannot %s: %s. Run as a user who may, or set nestlab.state.dir"
                        .formatted(root, what, why));
    }

    public Path root() {
        return root;
    }

    /**
     * The mark of everything that the labs of this folder create: the same for every process of this machine that uses
     * the folder, and another one for a folder of the same name on another machine, whose labs may be on the same host.
     */
    public UUID owner() {
        return owner(MACHINE_ID);
    }

    /** @param machineId the file that identifies the machine; one that cannot be read identifies none */
    UUID owner(Path machineId) {
        String mark = root.toAbsolutePath() + "\n" + text(machineId);
        return UUID.nameUUIDFromBytes(mark.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** Where labs have their folders on a host that is this machine. */
    public Path labs() {
        return root.resolve("labs");
    }

    /** Whether the lab has a journal, with or without an owner. */
    public boolean isJournalled(LabId id) {
        return Files.exists(journalFile(id));
    }

    Path journalFile(LabId id) {
        return root.resolve("journal").resolve(id + ".jsonl");
    }

    Path lockFile(LabId id) {
        return root.resolve("journal").resolve(id + ".lock");
    }

    /** The labs that have a journal, with or without an owner. */
    public List<LabId> journalled() {
        return labsWith("jsonl");
    }

    /** The labs that have a lock file. */
    List<LabId> locked() {
        return labsWith("lock");
    }

    private List<LabId> labsWith(String ending) {
        try (Stream<Path> files = Files.list(root.resolve("journal"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9a-f]{8}\\." + ending))
                    .map(name -> new LabId(name.substring(0, 8)))
                    .sorted((a, b) -> a.value().compareTo(b.value()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the journals in " + root + " cannot be listed", e);
        }
    }

    /** Does something that only one process of this host may do at a time, like choosing subnets. */
    public <T> T exclusively(Supplier<T> work) {
        Path file = root.resolve("host.lock");
        try {
            return LOCK.during(file, "the state folder", work::get);
        } catch (IOException e) {
            throw new UncheckedIOException("the lock file " + file + " cannot be used", e);
        }
    }
}
