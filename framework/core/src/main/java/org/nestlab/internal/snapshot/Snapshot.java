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
 * A lab that was frozen when it was ready. A lab that is thawed from it has the same identifier, names, UUIDs and
 * addresses, so only one of them can be up at a time.
 *
 * @param drawn the random values of its plan
 * @param name the name of its spec
 * @param spec the digest of its spec
 * @param parts what went into it ({@link SnapshotParts}): a name, and a description or a digest
 * @param labKey the private key for logging in to its guests, in OpenSSH's format
 * @param guests each guest before the guests inside it
 * @param files all files except the description
 * @param bytes the space that it takes on the disk
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

    /** Twelve hexadecimal digits, which are equal for snapshots with equal parts. */
    public String key() {
        return Sha256.hex(new TreeMap<>(parts).toString()).substring(0, 12);
    }

    /**
     * Compares its parts with those of a lab that would be brought up now.
     *
     * @param now the parts of such a lab
     * @return a sentence about the first difference; empty if there is none
     */
    public Optional<String> difference(Map<String, String> now) {
        return SnapshotParts.difference(parts, now).map(change -> change + " when the snapshot was made");
    }

    /** The files of an L1 guest in its lab's folder. */
    public List<String> filesOf(GuestPlan guest) {
        return SnapshotFiles.inFolder(guest);
    }

    /** The file in which libvirt saved an L1 guest. */
    public String memoryOf(GuestPlan guest) {
        return SnapshotFiles.memory(guest);
    }

    /** Why its files cannot be used; empty if they have not changed. */
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
