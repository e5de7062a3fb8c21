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
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.digest.Sha256;
import org.slf4j.LoggerFactory;

/** The scripts that make something, as they lie in the jar: a list names them. */
final class PackagedScripts {

    /** Those that build an image. */
    static final PackagedScripts IMAGE = new PackagedScripts("files.list");

    /** Those that make another kernel bootable in a guest of the image. */
    static final PackagedScripts KERNEL = new PackagedScripts("kernel.list");

    /** Those that make a kernel bootable in an exact machine. */
    static final PackagedScripts EXACT = new PackagedScripts("exact.list");

    private static final String FOLDER = "/org/nestlab/image/";

    private final String list;

    private PackagedScripts(String list) {
        this.list = list;
    }

    List<String> names() {
        return new String(read(list), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /**
     * Writes them to a folder of their own, which goes with this process at the latest: an interrupted one deletes
     * nothing else.
     */
    void extract(Path folder) throws IOException {
        folder.toFile().deleteOnExit();
        for (String name : names()) {
            Path file = folder.resolve(name);
            file.toFile().deleteOnExit();
            Files.write(file, read(name));
        }
    }

    /** Removes what was written to a folder, and the folder where nothing else is in it. */
    void deleteQuietly(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try {
            for (String name : names()) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LoggerFactory.getLogger(PackagedScripts.class).warn("{} cannot be deleted", folder, e);
        }
    }

    /** A hash over all of them and the words given: 12 hexadecimal digits. */
    String hash(String... words) {
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
