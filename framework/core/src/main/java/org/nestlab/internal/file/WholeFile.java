package org.nestlab.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files that outlive whatever comes next: a kill, a full disk, a host that loses its power. */
public final class WholeFile {

    private WholeFile() {}

    /**
     * Writes a text as UTF-8, in place of what is there: whole and on disk when this returns, or as it was. Only its
     * owner can read it. The folder is made where it is missing; beside the file there may be one that ends in
     * {@code .unfinished}.
     */
    public static void write(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().resolveSibling("");
        Files.createDirectories(folder);
        Path unfinished = Files.createTempFile(folder, file.getFileName() + "-", ".unfinished");
        try {
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        try (FileChannel directory = FileChannel.open(folder)) {
            directory.force(true);
        }
    }
}
