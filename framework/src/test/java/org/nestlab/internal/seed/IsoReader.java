package org.nestlab.internal.seed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Reads an image back by the standard, little-endian halves only, Rock Ridge names and modes. */
final class IsoReader {

    /** A file's content as UTF-8 text, and its mode as {@code ls} would have it in octal. */
    record Entry(String text, String mode) {}

    private final ByteBuffer image;

    IsoReader(byte[] bytes) {
        image = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    String volume() {
        return text(16 * 2048 + 40, 32).strip();
    }

    int sectors() {
        return image.getInt(16 * 2048 + 80);
    }

    /** All files by their paths. */
    Map<String, Entry> files() {
        Map<String, Entry> files = new TreeMap<>();
        read(16 * 2048 + 156, "", files);
        return files;
    }

    private void read(int folder, String path, Map<String, Entry> files) {
        int start = image.getInt(folder + 2) * 2048;
        int end = start + image.getInt(folder + 10);
        for (int record = start; record < end && image.get(record) != 0; record += image.get(record) & 0xFF) {
            int nameLength = image.get(record + 32);
            if (nameLength == 1) {
                continue;
            }
            String name = path + field(record, "NM", 5);
            if ((image.get(record + 25) & 2) != 0) {
                read(record, name + "/", files);
            } else {
                int mode = ByteBuffer.wrap(bytes(record, "PX", 4))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getInt();
                String text = text(image.getInt(record + 2) * 2048, image.getInt(record + 10));
                files.put(name, new Entry(text, Integer.toOctalString(mode)));
            }
        }
    }

    private String field(int record, String signature, int skip) {
        return new String(bytes(record, signature, skip), StandardCharsets.US_ASCII);
    }

    private byte[] bytes(int record, String signature, int skip) {
        int nameLength = image.get(record + 32);
        int position = record + 33 + nameLength + (1 - nameLength % 2);
        while (!text(position, 2).equals(signature)) {
            position += image.get(position + 2);
        }
        return Arrays.copyOfRange(image.array(), position + skip, position + image.get(position + 2));
    }

    private String text(int position, int length) {
        return new String(image.array(), position, length, StandardCharsets.UTF_8);
    }
}
