package org.nestlab.internal.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A file of a snapshot as it was when the snapshot was completed. Its content is not read again: an equal length and
 * modification time are taken as proof.
 *
 * @param name relative to the snapshot's folder
 * @param bytes its length
 * @param written nanoseconds since 1970
 */
public record StoredFile(String name, long bytes, long written) {

    static StoredFile of(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        return new StoredFile(
                name, Files.size(file), Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS));
    }

    /** What is wrong with the file now; empty if it is as it was. */
    Optional<String> fault(Path folder) {
        try {
            StoredFile now = of(folder, name);
            if (now.bytes != bytes) {
                return Optional.of("its file %s has %d bytes; expected %d".formatted(name, now.bytes, bytes));
            }
            return now.written == written
                    ? Optional.empty()
                    : Optional.of("its file %s was written to since it was made".formatted(name));
        } catch (IOException e) {
            return Optional.of("its file %s cannot be read: %s".formatted(name, e));
        }
    }
}
