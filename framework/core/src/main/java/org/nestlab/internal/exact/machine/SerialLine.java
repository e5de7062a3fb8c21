package org.nestlab.internal.exact.machine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The file to which a serial line is written, read while it grows. Lines end with a line feed; carriage returns are
 * left out.
 */
final class SerialLine {

    /** Hundreds of times what a machine prints. */
    static final int MOST_BYTES = 16 << 20;

    private final Path file;
    private final int limit;
    private final StringBuilder begun = new StringBuilder();
    private long read;

    SerialLine(Path file) {
        this(file, MOST_BYTES);
    }

    SerialLine(Path file, int limit) {
        this.file = file;
        this.limit = limit;
    }

    /** The lines that have come since the last call. */
    List<String> more() throws IOException {
        if (!Files.exists(file) || isFull()) {
            return List.of();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(read);
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n > 0 && !isFull(); n = in.read(buffer)) {
                int taken = (int) Math.min(n, limit - read);
                bytes.write(buffer, 0, taken);
                read += taken;
            }
        }
        // A guest prints ASCII; the decoding of other bytes must not depend on where a read ends.
        begun.append(bytes.toString(StandardCharsets.ISO_8859_1));
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = begun.indexOf("\n"); end >= 0; end = begun.indexOf("\n", start)) {
            lines.add(begun.substring(start, end).replace("\r", ""));
            start = end + 1;
        }
        begun.delete(0, start);
        return lines;
    }

    /** The last line as far as it has arrived; empty if it is complete. */
    String begun() {
        return begun.toString().replace("\r", "");
    }

    /** Whether it exceeded the limit, after which nothing more is read. */
    boolean isFull() {
        return read >= limit;
    }
}
