package org.nestlab.internal.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders with all that is in them. */
public final class Folders {

    private Folders() {}

    /**
     * Removes a folder with everything in it. It does nothing if there is no folder, or if another process removes the
     * folder meanwhile. The targets of links stay.
     *
     * @throws IOException if something in it cannot be removed
     */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // It is gone already.
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof NoSuchFileException)) {
                throw e.getCause();
            }
            // A part of it was removed while the others were looked for.
            delete(folder);
        }
    }
}
