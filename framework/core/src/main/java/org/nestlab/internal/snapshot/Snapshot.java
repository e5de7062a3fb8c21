package org.nestlab.internal.snapshot;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nestlab.internal.digest.Sha256;
import org.nestlab.internal.plan.Drawn;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.plan.LabId;

/**
 * A lab that was frozen when it was ready. One that is thawed from it has its identifier, names, UUIDs and addresses,
 * so that there is one at a time.
 *
 * @param drawn what its plan had by chance
 * @param name of its spec
 * @param spec digest of its spec
 * @param parts what went into it, each in words or as a digest, by what it is
 * @param labKey the private key that logs in to its guests, as OpenSSH writes it
 * @param guests a guest before those inside it
 * @param files all files but the description
 * @param bytes what it takes on the disk
 */
public record Snapshot(
        Drawn drawn,
        String name,
        String spec,
        Map<String, String> parts,
        String labKey,
        List<FrozenGuest> guests,
        List<StoredFile> files,
        long bytes) {

    public Snapshot {
        parts = Map.copyOf(parts);
        guests = List.copyOf(guests);
        files = List.copyOf(files);
    }

    public LabId id() {
        return drawn.id();
    }

    /** Twelve hexadecimal digits: equal for snapshots that the same went into. */
    public String key() {
        return Sha256.hex(new TreeMap<>(parts).toString()).substring(0, 12);
    }

    /**
     * What is different from what went into it.
     *
     * @param now what goes into such a lab now
     * @return a sentence about the first difference; empty where there is none
     */
    public Optional<String> difference(Map<String, String> now) {
        return SnapshotParts.difference(parts, now).map(change -> change + " when the snapshot was made");
    }

    /** The files that a guest of the host has in its lab's folder. */
    public List<String> filesOf(GuestPlan guest) {
        return SnapshotFiles.inFolder(guest);
    }

    /** The file with what libvirt saved of a guest of the host. */
    public String memoryOf(GuestPlan guest) {
        return SnapshotFiles.memory(guest);
    }

    /** What is wrong with its files; empty where they are as they were. */
    public Optional<String> fault(Path folder) {
        return files.stream().flatMap(file -> file.fault(folder).stream()).findFirst();
    }

    public FrozenGuest guest(String label) {
        return guests.stream()
                .filter(guest -> guest.label().equals(label))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("the snapshot of lab %s has no %s".formatted(id(), label)));
    }
}
