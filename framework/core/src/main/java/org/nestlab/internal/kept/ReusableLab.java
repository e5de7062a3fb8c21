package org.nestlab.internal.kept;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.nestlab.internal.file.WholeFile;
import org.nestlab.internal.journal.KeptFile;
import org.nestlab.internal.plan.Drawn;
import org.nestlab.internal.ssh.LabKeys;
import org.nestlab.internal.text.Json;

/**
 * What the next run needs to take over a lab, besides {@link KeptFile} and the lab's key. It contains the guests' host
 * keys, so only its owner can read it.
 *
 * @param drawn the random values of the lab's plan
 * @param parts what the lab was made from: a name, and a description or a digest
 * @param labels what the lab runs on, as listeners were told when it came up
 * @param guests each guest before the guests inside it
 */
public record ReusableLab(
        Drawn drawn, Map<String, String> parts, Map<String, String> labels, List<ReusableGuest> guests) {

    private static final String NAME = "reuse.json";

    public ReusableLab {
        parts = Map.copyOf(parts);
        labels = Map.copyOf(labels);
        guests = List.copyOf(guests);
    }

    /**
     * A guest when its lab was handed on.
     *
     * @param label for example {@code L1 hypervisor}
     * @param hostKey its private host key, as OpenSSH writes it
     * @param boot its {@code /proc/sys/kernel/random/boot_id}
     * @param console how many bytes it has printed
     */
    public record ReusableGuest(String label, String hostKey, String boot, long console) {}

    /** Writes it into the folder of the lab. */
    public void write(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            WholeFile.write(file, Json.INDENTED.writeValueAsString(this));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    /**
     * Reads it from the folder of a lab.
     *
     * @throws NotReusableException if it is not there or cannot be read
     */
    public static ReusableLab read(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            return Json.MAPPER.readValue(Files.readString(file), ReusableLab.class);
        } catch (IOException | RuntimeException e) {
            throw NotReusableException.spoilt("%s cannot be read: %s".formatted(file, e));
        }
    }

    /**
     * Reads the key that logs in to the lab of a folder.
     *
     * @throws NotReusableException if it is not there or cannot be read
     */
    public static LabKeys key(Path folder) {
        Path file = folder.resolve(KeptFile.KEY);
        if (!Files.exists(file)) {
            throw NotReusableException.spoilt("its key file %s is gone".formatted(file));
        }
        try {
            return LabKeys.parse(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw NotReusableException.spoilt("its key file %s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    /**
     * Returns the guest with a label, for example {@code L2 guest}.
     *
     * @throws NotReusableException if it has no such guest
     */
    public ReusableGuest guest(String label) {
        return guests.stream()
                .filter(guest -> guest.label().equals(label))
                .findFirst()
                .orElseThrow(() -> NotReusableException.spoilt("it has no " + label));
    }
}
