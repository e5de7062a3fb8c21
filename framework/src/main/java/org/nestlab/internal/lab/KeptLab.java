package org.nestlab.internal.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Says how to enter a lab that is left up, and how to be rid of it. */
final class KeptLab {

    /** The journal's word for a lab that nobody owns and that is to stay all the same. */
    static final String KEPT = "kept";

    private KeptLab() {}

    static void explain(LabOnHost lab) {
        lab.context().journal().before(KEPT, Map.of("lab", lab.id()));
        Path key = writeKey(lab);
        Steps steps = lab.context().steps();
        steps.say("kept as nestlab.keep asks; `nestlab reap --kept` removes it. Enter it with:");
        for (LiveGuest guest : lab.liveGuests()) {
            steps.say("  %s: ssh -i %s -o UserKnownHostsFile=/dev/null -o StrictHostKeyChecking=no %s@%s"
                    .formatted(guest.label(), key, guest.plan().image().user(), guest.address()));
        }
    }

    private static Path writeKey(LabOnHost lab) {
        Path key = lab.context().output().resolve("id_ed25519");
        try {
            Files.deleteIfExists(key);
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(key, lab.context().key().privateKeyFile());
        } catch (IOException e) {
            throw new UncheckedIOException("the key of the kept lab cannot be written to " + key, e);
        }
    }
}
