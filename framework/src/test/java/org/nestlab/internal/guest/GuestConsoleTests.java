package org.nestlab.internal.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.engine.PaperLab;

class GuestConsoleTests {

    /** More than a Java array can have, in a file that takes no room on the disk. */
    private static final long LONG = 4L << 30;

    @Test
    void theEndOfAConsoleOfManyGibibytesIsRead(@TempDir Path folder) throws IOException {
        String end = "\nBUG: kernel NULL pointer dereference, address: 00000000000008e0\n";
        try (PaperLab lab = new PaperLab(folder)) {
            GuestConsole console = lab.l1.consoleLog();
            try (RandomAccessFile file = new RandomAccessFile(console.file().toFile(), "rw")) {
                file.seek(LONG);
                file.write(end.getBytes(StandardCharsets.UTF_8));
            }

            assertThat(console.ofThisBoot()).endsWith(end);
        }
    }
}
