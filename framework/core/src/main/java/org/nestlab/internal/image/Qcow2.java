package org.nestlab.internal.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nestlab.LabConfigurationException;

/**
 * The head of a qcow2 image, as QEMU's docs/interop/qcow2.txt describes it: big-endian, 72 bytes, or 104 from version 3
 * on.
 */
final class Qcow2 {

    private static final int MAGIC = 0x514649fb; // "QFI\xfb"
    private static final int HEAD = 104;
    private static final int BACKING_FILE = 8;
    private static final int ENCRYPTION = 32;
    private static final int INCOMPATIBLE_FEATURES = 72;
    private static final long EXTERNAL_DATA = 1 << 2;

    private Qcow2() {}

    /** By its first four bytes; a file that is shorter is none. */
    static boolean isOne(Path image) throws IOException {
        return isOne(head(image));
    }

    private static boolean isOne(ByteBuffer head) {
        return head.limit() >= Integer.BYTES && head.getInt(0) == MAGIC;
    }

    /**
     * Refuses an image that no guest can use by itself: of another version, encrypted, or one that has QEMU read other
     * files of the host, by a backing file or with its data elsewhere.
     *
     * @param name of the image, for the message
     * @throws LabConfigurationException if it is such an image, or one that ends in its head
     */
    static void refuseUnusable(Path image, String name) throws IOException {
        ByteBuffer head = head(image);
        if (!isOne(head)) {
            return;
        }
        if (head.limit() < INCOMPATIBLE_FEATURES) {
            throw new LabConfigurationException(
                    "the image %s has %d bytes; expected a whole qcow2 image".formatted(name, head.limit()));
        }
        int version = head.getInt(Integer.BYTES);
        if (version != 2 && version != 3) {
            throw new LabConfigurationException(
                    "the image %s is qcow of version %d; expected version 2 or 3: convert it: qemu-img convert -O qcow2 FILE IMAGE.qcow2"
                            .formatted(name, version));
        }
        if (head.getInt(ENCRYPTION) != 0) {
            throw new LabConfigurationException(
                    "the image %s is encrypted; expected one that is not: a lab has no passphrase for it"
                            .formatted(name));
        }
        boolean elsewhere =
                version >= 3 && head.limit() == HEAD && (head.getLong(INCOMPATIBLE_FEATURES) & EXTERNAL_DATA) != 0;
        if (head.getLong(BACKING_FILE) != 0 || elsewhere) {
            throw new LabConfigurationException(
                    "the image %s has parts in another file, which would be read from this host; expected one that stands alone, as `qemu-img convert -O qcow2` writes it"
                            .formatted(name));
        }
    }

    private static ByteBuffer head(Path image) throws IOException {
        try (InputStream in = Files.newInputStream(image)) {
            return ByteBuffer.wrap(in.readNBytes(HEAD));
        }
    }
}
