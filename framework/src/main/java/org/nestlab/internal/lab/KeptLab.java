package org.nestlab.internal.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.nestlab.internal.ssh.HostKeyCheck;
import org.nestlab.internal.ssh.SshTarget;
import org.nestlab.machine.Command;

/** Says how to enter a lab that is left up, and how to be rid of it. */
final class KeptLab {

    /** The journal's word for a lab that nobody owns and that is to stay all the same. */
    static final String KEPT = "kept";

    private KeptLab() {}

    static void explain(LabOnHost lab) {
        lab.context().journal().before(KEPT, Map.of("lab", lab.id()));
        List<SshTarget> targets =
                lab.liveGuests().stream().map(guest -> guest.access().target()).toList();
        Path key = write(lab, "id_ed25519", lab.context().key().privateKeyFile());
        Path known = write(lab, "known_hosts", knownHosts(targets));
        Steps steps = lab.context().steps();
        steps.say("kept as nestlab.keep asks; `nestlab reap --kept` removes it. Enter it with:");
        targets.forEach(target -> steps.say("  %s: %s".formatted(target.label(), enter(target, key, known))));
    }

    /** What ssh has to see at each guest; a guest whose host key nobody knows is in it after the first login. */
    static String knownHosts(List<SshTarget> targets) {
        return targets.stream()
                .filter(target -> target.hostKey() instanceof HostKeyCheck.Exactly)
                .map(target ->
                        "%s %s\n".formatted(target.host(), ((HostKeyCheck.Exactly) target.hostKey()).publicKeyLine()))
                .collect(Collectors.joining());
    }

    static String enter(SshTarget target, Path key, Path known) {
        return "ssh -i %s -o UserKnownHostsFile=%s -o StrictHostKeyChecking=accept-new %s@%s"
                .formatted(
                        Command.quote(key.toString()), Command.quote(known.toString()), target.user(), target.host());
    }

    private static Path write(LabOnHost lab, String name, String text) {
        Path file = lab.context().output().resolve(name);
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("how to enter the kept lab cannot be written to " + file, e);
        }
    }
}
