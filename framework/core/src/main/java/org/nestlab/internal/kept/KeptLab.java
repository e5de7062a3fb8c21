package org.nestlab.internal.kept;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.journal.KeptFile;
import org.nestlab.internal.journal.KeptFile.KeptGuest;
import org.nestlab.internal.journal.KeptFile.Step;
import org.nestlab.internal.journal.LabMark;
import org.nestlab.internal.journal.LabRecord;
import org.nestlab.internal.lab.Steps;
import org.nestlab.internal.plan.PlanText;
import org.nestlab.internal.running.LabState;
import org.nestlab.machine.Command;

/**
 * Tells the user how to enter and how to remove a lab that is left up, and stores what a later process needs for both.
 */
public final class KeptLab {

    private KeptLab() {}

    /**
     * Stores how to enter a lab that waits for the next run.
     *
     * @param folder the folder of the lab, in the state folder
     */
    public static void handOn(LabState lab, Path folder) {
        Map<String, String> facts = Map.of(
                "lab",
                lab.id(),
                LabRecord.OUTPUT,
                lab.context().output().toAbsolutePath().toString(),
                LabRecord.REUSE,
                folder.toString());
        explain(lab, "waits for the next run that needs an equal lab", folder, facts);
    }

    /**
     * Describes how to enter a lab that is left up, and how to remove it.
     *
     * @param reason why it is left up
     */
    public static void explain(LabState lab, String reason) {
        Path folder = lab.context().output().toAbsolutePath();
        explain(lab, reason, folder, Map.of("lab", lab.id(), LabRecord.OUTPUT, folder.toString()));
    }

    private static void explain(LabState lab, String reason, Path folder, Map<String, String> facts) {
        lab.context().journal().mark(LabMark.KEPT, facts);
        KeptFile file = write(lab, folder);
        Steps steps = lab.context().steps();
        steps.say("%s; `nestlab down %s` removes it. Enter it with:".formatted(reason, lab.id()));
        for (KeptGuest guest : file.guests()) {
            steps.say("  %s: %s".formatted(guest.label(), entering(folder, guest)));
        }
    }

    /** The command line that enters a guest. */
    static String entering(Path folder, KeptGuest guest) {
        return Command.of("ssh", "-F", folder.resolve(SshConfigText.NAME).toString(), guest.alias())
                .line();
    }

    private static KeptFile write(LabState lab, Path folder) {
        try {
            Path key = folder.resolve(KeptFile.KEY);
            Files.deleteIfExists(key);
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(key, lab.context().key().privateKeyFile());
            KeptFile file = of(lab, key);
            file.write(folder);
            Files.writeString(folder.resolve(SshConfigText.NAME), SshConfigText.of(file, folder));
            Files.writeString(folder.resolve(SshConfigText.KNOWN_HOSTS), SshConfigText.knownHosts(file));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("how the kept lab is entered cannot be written to " + folder, e);
        }
    }

    private static KeptFile of(LabState lab, Path key) {
        List<KeptGuest> guests = new ArrayList<>();
        GuestNames names = new GuestNames(lab.allGuests().stream()
                .map(guest -> new GuestNames.Domain(guest.level().depth(), guest.domainName()))
                .toList());
        lab.liveGuests().forEach(guest -> add(guest, "", key, names, guests));
        return new KeptFile(
                lab.id(),
                lab.host().libvirtUri(),
                PlanText.of(lab.plan()),
                guests,
                lab.context().steps().said().stream()
                        .map(said -> new Step(said.at().toEpochMilli(), said.what()))
                        .toList());
    }

    private static void add(LiveGuest guest, String above, Path key, GuestNames names, List<KeptGuest> all) {
        String alias = names.of(guest.domainName());
        all.add(new KeptGuest(
                alias,
                guest.label(),
                guest.level().depth(),
                above,
                guest.address(),
                guest.plan().image().user(),
                guest.plan().image().privateKey().orElse(key).toString(),
                guest.plan().image().privateKey().isPresent()
                        ? ""
                        : guest.access().hostKey().publicKeyLine(),
                guest.domainName(),
                guest.uuid().toString(),
                guest.plan().console(),
                guest.consoleLog().file().toAbsolutePath().toString()));
        guest.liveGuests().forEach(inner -> add(inner, alias, key, names, all));
    }
}
