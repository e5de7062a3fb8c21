package org.nestlab.internal.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.UUID;
import org.nestlab.internal.journal.Entry;
import org.nestlab.internal.libvirt.ExistingDomain;
import org.nestlab.internal.libvirt.Hypervisor;
import org.nestlab.machine.Level;

/** The definition of a user's domain, written down before it is changed so that a later process can put it back. */
final class KeptDefinition {

    private KeptDefinition() {}

    /** Writes the definition to a file that only its owner reads, and says what the journal has to know. */
    static Map<String, String> keep(ExistingDomain domain, Path file) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, domain.originalXml());
        } catch (IOException e) {
            throw new UncheckedIOException("the definition of domain " + domain.name() + " cannot be kept", e);
        }
        return Map.of(
                Resources.ON,
                Level.L0.toString(),
                "name",
                domain.name(),
                "uuid",
                domain.uuid().toString(),
                "file",
                file.toString());
    }

    /** Puts the definition back and forgets it; does nothing where that was done before. */
    static void restore(Hypervisor hypervisor, Entry entry) {
        Path file = Path.of(entry.fact("file"));
        try {
            if (Files.exists(file)) {
                ExistingDomain.restore(hypervisor, UUID.fromString(entry.fact("uuid")), Files.readString(file));
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the definition of domain " + entry.fact("name") + " cannot be read", e);
        }
    }
}
