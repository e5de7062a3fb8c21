package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @ParameterizedTest
    @CsvSource({
        "/dev/pts/3, true",
        "/dev/tty, true",
        "/dev/tty1, true",
        "/dev/ttyS0, true",
        "/dev/console, true",
        "/dev/null, false",
        "pipe:[4711], false",
        "socket:[4711], false",
        "/tmp/pts/3, false",
        "/dev/pts/ptmx, false"
    })
    void aDescriptorLeadsToATerminalOrElsewhere(String target, boolean terminal) throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("0"), Path.of(target));

        assertThat(Terminal.is(link)).isEqualTo(terminal);
    }

    @Test
    void aDescriptorThatIsClosedIsNone() {
        assertThat(Terminal.is(folder.resolve("gone"))).isFalse();
    }
}
