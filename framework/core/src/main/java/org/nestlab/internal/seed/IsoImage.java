package org.nestlab.internal.seed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A small ISO 9660 image (ECMA-119) whose real file names and modes are in Rock Ridge fields (RRIP 1.09 over SUSP
 * 1.09): a root folder, folders in it, files in both. Dates are fixed, so equal content gives equal bytes. A folder's
 * entries have to fit one sector, which some fifteen files do.
 */
final class IsoImage {

    static final int SECTOR = 2048;

    private static final int DESCRIPTOR = 16;
    private static final int TERMINATOR = 17;
    private static final int PATHS_LITTLE_ENDIAN = 18;
    private static final int PATHS_BIG_ENDIAN = 19;
    private static final int FIRST_FOLDER = 20;

    private static final class File {
        private final byte[] content;
        private final int mode;

        File(byte[] content, int mode) {
            this.content = content.clone();
            this.mode = mode;
        }

        /** At least one, so that no two files begin at the same. */
        int sectors() {
            return Math.max(1, (content.length + SECTOR - 1) / SECTOR);
        }
    }

    private final String volume;

    /** Folder to file name to file; the root folder's name is empty, so it comes first. */
    private final TreeMap<String, TreeMap<String, File>> folders = new TreeMap<>(Map.of("", new TreeMap<>()));

    /**
     * @param volume the volume's label: 1 to 32 capital letters, digits and underscores
     */
    IsoImage(String volume) {
        if (!volume.matches("[A-Z0-9_]{1,32}")) {
            throw new IllegalArgumentException("'%s' is not a valid volume label".formatted(volume));
        }
        this.volume = volume;
    }

    /** Adds a file that everyone may read, for example {@code name} or {@code folder/name}. */
    IsoImage file(String path, byte[] content) {
        return add(path, new File(content, 0100444));
    }

    /** Adds a file that root alone may read. */
    IsoImage secret(String path, byte[] content) {
        return add(path, new File(content, 0100400));
    }

    private IsoImage add(String path, File file) {
        if (!path.matches("([A-Za-z0-9._-]{1,64}/)?[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("'%s' is not a valid path of a seed image".formatted(path));
        }
        int slash = path.indexOf('/');
        folders.computeIfAbsent(slash < 0 ? "" : path.substring(0, slash), folder -> new TreeMap<>())
                .put(path.substring(slash + 1), file);
        return this;
    }

    byte[] toBytes() {
        int firstFile = FIRST_FOLDER + folders.size();
        int sectors = firstFile
                + folders.values().stream()
                        .flatMap(files -> files.values().stream())
                        .mapToInt(File::sectors)
                        .sum();
        ByteBuffer image = ByteBuffer.allocate(sectors * SECTOR);
        descriptor(at(image, DESCRIPTOR), sectors);
        at(image, TERMINATOR).put((byte) 255).put(ascii("CD001")).put((byte) 1);
        paths(at(image, PATHS_LITTLE_ENDIAN).order(ByteOrder.LITTLE_ENDIAN));
        paths(at(image, PATHS_BIG_ENDIAN).order(ByteOrder.BIG_ENDIAN));
        List<String> names = new ArrayList<>(folders.keySet());
        int next = firstFile;
        for (String name : names) {
            next = folder(image, names, name, next);
        }
        return image.array();
    }

    /** One sector of the image, and what follows it. */
    private static ByteBuffer at(ByteBuffer image, int sector) {
        return image.slice(sector * SECTOR, image.capacity() - sector * SECTOR);
    }

    /** The primary volume descriptor, ECMA-119 section 8.4. */
    private void descriptor(ByteBuffer out, int sectors) {
        out.put((byte) 1).put(ascii("CD001")).put((byte) 1).put((byte) 0);
        out.put(ascii("%-32s%-32s".formatted("LINUX", volume)));
        out.position(80);
        both(out, sectors);
        out.position(120);
        both(out, (short) 1);
        both(out, (short) 1);
        both(out, (short) SECTOR);
        both(out, paths(ByteBuffer.allocate(SECTOR)));
        out.putInt(140, Integer.reverseBytes(PATHS_LITTLE_ENDIAN)).putInt(148, PATHS_BIG_ENDIAN);
        out.position(156);
        out.put(entry(FIRST_FOLDER, SECTOR, true, new byte[1], new byte[0]));
        out.put(ascii(" ".repeat(813 - 190)));
        for (int date = 0; date < 4; date++) {
            out.put(ascii("0".repeat(16))).put((byte) 0);
        }
        out.put((byte) 1);
    }

    /** A path table in the buffer's byte order, section 9.4; returns its length in bytes. */
    private int paths(ByteBuffer out) {
        out.put((byte) 1).put((byte) 0).putInt(FIRST_FOLDER).putShort((short) 1).putShort((short) 0);
        for (int number = 1; number < folders.size(); number++) {
            byte[] name = folderName(number);
            out.put((byte) name.length)
                    .put((byte) 0)
                    .putInt(FIRST_FOLDER + number)
                    .putShort((short) 1)
                    .put(name);
        }
        return out.position();
    }

    /** Writes a folder and its files; returns the first sector after them. */
    private int folder(ByteBuffer image, List<String> names, String name, int firstFile) {
        int number = names.indexOf(name);
        boolean root = number == 0;
        ByteBuffer out = ByteBuffer.allocate(SECTOR);
        byte[] mode = RockRidge.mode(040555, 2);
        byte[] own = root ? RockRidge.concat(RockRidge.sharingProtocol(), mode, RockRidge.extension()) : mode;
        out.put(entry(FIRST_FOLDER + number, SECTOR, true, new byte[] {0}, own));
        out.put(entry(FIRST_FOLDER, SECTOR, true, new byte[] {1}, mode));
        for (int sub = 1; root && sub < names.size(); sub++) {
            byte[] fields = RockRidge.concat(mode, RockRidge.name(names.get(sub)));
            out.put(entry(FIRST_FOLDER + sub, SECTOR, true, folderName(sub), fields));
        }
        int next = firstFile;
        for (Map.Entry<String, File> file :
                folders.getOrDefault(name, new TreeMap<>()).entrySet()) {
            byte[] content = file.getValue().content;
            byte[] fields = RockRidge.concat(RockRidge.mode(file.getValue().mode, 1), RockRidge.name(file.getKey()));
            out.put(entry(next, content.length, false, ascii("F%07d.;1".formatted(next)), fields));
            image.put(next * SECTOR, content);
            next += file.getValue().sectors();
        }
        image.put((FIRST_FOLDER + number) * SECTOR, out.array());
        return next;
    }

    /** A directory record, section 9.1; {@code fields} is its system use area. */
    private static byte[] entry(int sector, int length, boolean folder, byte[] name, byte[] fields) {
        int nameEnd = 33 + name.length + (1 - name.length % 2);
        int size = nameEnd + fields.length + fields.length % 2;
        ByteBuffer out = ByteBuffer.allocate(size);
        out.put((byte) size).put((byte) 0);
        both(out, sector);
        both(out, length);
        out.put(new byte[] {80, 1, 1, 0, 0, 0, 0}).put((byte) (folder ? 2 : 0)).put(new byte[2]);
        both(out, (short) 1);
        out.put((byte) name.length).put(name).position(nameEnd).put(fields);
        return out.array();
    }

    /** Numbered names satisfy readers without Rock Ridge, in the order that the standard wants. */
    private static byte[] folderName(int number) {
        return ascii("D%07d".formatted(number));
    }

    /** A number in both byte orders, little-endian first. */
    static void both(ByteBuffer out, int value) {
        out.putInt(Integer.reverseBytes(value)).putInt(value);
    }

    private static void both(ByteBuffer out, short value) {
        out.putShort(Short.reverseBytes(value)).putShort(value);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
