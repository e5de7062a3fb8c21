package org.nestlab.internal.takedown;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;
import org.nestlab.internal.journal.Resource;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.libvirt.ExistingDomain;
import org.nestlab.internal.libvirt.Hypervisor;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.xml.XmlDoc;

/**
 * The definition of a user's domain, written down before it is changed so that a later process can put it back. Its
 * file is in the journal before it exists, and whole when it has its name.
 */
public final class KeptDefinition {

    private KeptDefinition() {}

    private static Path file(StateFolder state, LabId id) {
        return state.root().resolve(id + "-definition.xml");
    }

    private static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    /** What the journal must know. */
    public static Resource.Definition resource(ExistingDomain domain, StateFolder state, LabId id) {
        return Resource.Definition.of(domain.name(), domain.uuid(), file(state, id));
    }

    /** Writes the definition to a file that only its owner reads. */
    public static void keep(ExistingDomain domain, StateFolder state, LabId id) {
        Path file = file(state, id);
        try {
            Path part = Files.createFile(
                    part(file), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(part, domain.originalXml());
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("the definition of domain " + domain.name() + " cannot be kept", e);
        }
    }

    /** The file of a lab whose journal's line about it is lost. */
    static Optional<Path> left(StateFolder state, LabId id) {
        Path file = file(state, id);
        return Optional.of(file).filter(found -> Files.exists(found) || Files.exists(part(found)));
    }

    /** Puts the definition back and forgets it; does nothing where that was done before, or nothing was changed yet. */
    static void restore(Hypervisor hypervisor, Path file) {
        try {
            Files.deleteIfExists(part(file));
            if (Files.exists(file)) {
                String xml = Files.readString(file);
                UUID uuid = UUID.fromString(
                        XmlDoc.parse(xml).text(XmlDoc.child("uuid")).orElse(""));
                ExistingDomain.restore(hypervisor, uuid, xml);
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the definition in " + file + " cannot be read", e);
        }
    }
}
