package org.nestlab.internal.exact.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.nestlab.internal.digest.Sha256;

/** SHA-256 of a file. */
final class FileHash {

    private FileHash() {}

    /** 64 hexadecimal digits. */
    static String of(Path file) {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
