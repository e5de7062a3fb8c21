package org.nestlab.internal.exact.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SerialLineTests {

    @TempDir
    Path folder;

    private void write(byte[] bytes) throws IOException {
        Files.write(file(), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Path file() {
        return folder.resolve("serial.log");
    }

    @Test
    void readsWhatIsAddedLineByLine() throws IOException {
        SerialLine serial = new SerialLine(file());
        assertThat(serial.more()).isEmpty();

        write("one\r\r\ntw");
        assertThat(serial.more()).containsExactly("one");
        assertThat(serial.begun()).isEqualTo("tw");

        write("o\nthree\n");
        assertThat(serial.more()).containsExactly("two", "three");
        assertThat(serial.more()).isEmpty();
    }

    @Test
    void readsNoMoreThanItsLimit() throws IOException {
        SerialLine serial = new SerialLine(file(), 10);
        write("12345\n".repeat(1000));

        assertThat(serial.more()).containsExactly("12345");
        assertThat(serial.isFull()).isTrue();
        assertThat(serial.more()).isEmpty();
    }

    @Test
    void takesBytesThatAreNoText() throws IOException {
        SerialLine serial = new SerialLine(file());
        write(new byte[] {(byte) 0xff, 0, (byte) 0xc3, '\n'});

        assertThat(serial.more()).hasSize(1);
    }
}
