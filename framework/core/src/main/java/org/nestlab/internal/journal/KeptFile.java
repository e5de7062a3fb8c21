package org.nestlab.internal.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.text.Json;

/**
 * What is written down of a lab that is left up, in its output folder, so that a later process can enter it and tell of
 * it. It holds no key.
 *
 * @param lab its id
 * @param uri the libvirt of its host
 * @param plan as text
 * @param guests a guest before those inside it
 * @param steps what was done when
 */
public record KeptFile(String lab, String uri, String plan, List<KeptGuest> guests, List<Step> steps) {

    /** Its name in the output folder. */
    public static final String NAME = "kept.json";

    /** The private key in the same folder, 0600; gone when the lab is taken down. */
    public static final String KEY = "id_ed25519";

    public KeptFile {
        guests = List.copyOf(guests);
        steps = List.copyOf(steps);
    }

    /**
     * A guest of it.
     *
     * @param alias how the command line and {@code ssh_config} call it, for example {@code L1-hypervisor}
     * @param above the alias of the machine that runs it; empty for the host
     * @param identity the private key that logs in
     * @param hostKey the key that it must prove; empty if it is unknown
     * @param console where its serial console is written, on the machine above
     * @param copy the copy of that on this machine
     */
    public record KeptGuest(
            String alias,
            String label,
            int level,
            String above,
            String address,
            String user,
            String identity,
            String hostKey,
            String domain,
            String uuid,
            String console,
            String copy) {}

    /**
     * One step of the start.
     *
     * @param at milliseconds since 1970
     */
    public record Step(long at, String what) {}

    public void write(Path folder) throws IOException {
        Files.write(
                folder.resolve(NAME),
                Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    }

    /**
     * The file of a folder.
     *
     * @throws LabConfigurationException if there is none, or it cannot be read
     */
    public static KeptFile read(Path folder) {
        try {
            return Json.MAPPER.readValue(folder.resolve(NAME).toFile(), KeptFile.class);
        } catch (IOException e) {
            throw new LabConfigurationException(
                    "%s cannot be read: %s. It says how a lab that was left up is entered: was the output folder deleted?"
                            .formatted(folder.resolve(NAME), e.getMessage()),
                    e);
        }
    }

    /**
     * The guest of that name: its alias, or its level where it is the only one there.
     *
     * @throws LabConfigurationException naming those that there are
     */
    public KeptGuest guest(String name) {
        List<KeptGuest> found = guests.stream()
                .filter(guest -> guest.alias().equals(name) || ("L" + guest.level()).equals(name))
                .toList();
        if (found.size() != 1) {
            throw new LabConfigurationException("lab %s has %s '%s': its machines are %s"
                    .formatted(
                            lab,
                            found.isEmpty() ? "no machine" : "several machines",
                            name,
                            guests.stream().map(KeptGuest::alias).toList()));
        }
        return found.get(0);
    }

    /** Once the lab is gone its key opens nothing any more, and goes too. */
    public static void forget(LabRecord gone) {
        gone.entry().filter(folder -> Files.exists(folder.resolve(NAME))).ifPresent(folder -> {
            try {
                if (isOf(gone.id(), folder)) {
                    Files.deleteIfExists(folder.resolve(KEY));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the key of lab %s stays in %s".formatted(gone.id(), folder), e);
            }
        });
    }

    private static boolean isOf(LabId lab, Path folder) {
        try {
            return read(folder).lab().equals(lab.value());
        } catch (LabConfigurationException e) {
            // Cut short, as on a full disk: the folder has the lab's name.
            return folder.endsWith(lab.value());
        }
    }
}
