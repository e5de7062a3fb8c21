package org.nestlab.internal.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/**
 * The disk of a guest: qcow2 of version 2 or 3, or raw with a partition table or a file system. Anything else would be
 * taken for a raw disk, and be noticed when the boot's time is up.
 */
final class DiskImage {

    private static final Duration CHECK = Duration.ofMinutes(5);
    private static final int CORRUPT = 2;

    private DiskImage() {}

    /**
     * Refuses what no guest can boot from, with the word for what it is.
     *
     * @param name of the image, for the message
     * @return the image's format as QEMU calls it: {@code qcow2} or {@code raw}
     * @throws LabConfigurationException if it is compressed, of another format, cut short, or no disk at all
     */
    static String format(Path image, String name) throws IOException {
        byte[] head = head(image);
        if (head.length == 0) {
            throw refused(name, "is empty", "fetch it again");
        }
        if (Qcow2.isOne(image)) {
            Qcow2.refuseUnusable(image, name);
            refuseCorrupt(image, name);
            return "qcow2";
        }
        Optional<Compression> compression = Compression.of(head);
        if (compression.isPresent()) {
            throw refused(
                    name,
                    "is compressed by " + compression.get().program(),
                    compression.get().remedy());
        }
        Optional<ForeignFormat> foreign = ForeignFormat.of(head);
        if (foreign.isPresent()) {
            throw refused(name, "is " + foreign.get().what(), foreign.get().remedy());
        }
        OptionalLong bytes = RawDisk.bytes(head);
        if (bytes.isEmpty()) {
            throw refused(
                    name,
                    "is neither qcow2 nor a disk with a partition table or a file system",
                    "name a disk image, or convert it: qemu-img convert -O qcow2 FILE IMAGE.qcow2");
        }
        if (Files.size(image) < bytes.getAsLong()) {
            throw refused(
                    name,
                    "is cut short: it has %d bytes, and its partitions or file system %d"
                            .formatted(Files.size(image), bytes.getAsLong()),
                    "fetch it again");
        }
        return "raw";
    }

    /** The beginning of a file, as far as formats are known by it. */
    static byte[] head(Path image) throws IOException {
        try (InputStream in = Files.newInputStream(image)) {
            return in.readNBytes(RawDisk.HEAD);
        }
    }

    /**
     * Lets QEMU check where all clusters of a qcow2 must be. A host without qemu-img cannot run a lab, and another
     * check reports that.
     */
    private static void refuseCorrupt(Path image, String name) {
        CommandResult check = new LocalShell("L0 host")
                .run(Command.of("qemu-img", "check", "-U", "-f", "qcow2", image.toString())
                        .withTimeout(CHECK));
        if (check.exitStatus() == CORRUPT) {
            String first = check.stderr().lines().findFirst().orElse("");
            throw refused(
                    name,
                    "is a qcow2 image that is cut short or damaged (qemu-img check: %s)".formatted(first),
                    "fetch it again");
        }
    }

    private static LabConfigurationException refused(String name, String is, String remedy) {
        return new LabConfigurationException(
                "the image %s %s; expected a qcow2 image or a raw disk: %s".formatted(name, is, remedy));
    }
}
