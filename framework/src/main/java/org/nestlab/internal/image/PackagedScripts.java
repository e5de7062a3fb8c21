package org.nestlab.internal.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.nestlab.internal.digest.Sha256;

/** The scripts that build an image, as they lie in the jar: {@code files.list} names them. */
final class PackagedScripts {

    private static final String FOLDER = "/org/nestlab/image/";

    private PackagedScripts() {}

    static List<String> names() {
        return new String(read("files.list"), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /** Writes them to a folder. */
    static void extract(Path folder) throws IOException {
        for (String name : names()) {
            Files.write(folder.resolve(name), read(name));
        }
    }

    /** A hash over all of them and the words given: 12 hexadecimal digits. */
    static String hash(String... words) {
        MessageDigest digest = Sha256.digest();
        for (String name : names()) {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(read(name));
        }
        for (String word : words) {
            digest.update((byte) 0);
            digest.update(word.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
    }

    private static byte[] read(String name) {
        try (InputStream in = Objects.requireNonNull(
                PackagedScripts.class.getResourceAsStream(FOLDER + name), () -> "no resource " + FOLDER + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + FOLDER + name + " cannot be read", e);
        }
    }
}
