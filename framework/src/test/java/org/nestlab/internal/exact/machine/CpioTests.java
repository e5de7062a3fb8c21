package org.nestlab.internal.exact.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;

class CpioTests {

    @TempDir
    Path folder;

    private byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Cpio cpio = new Cpio(bytes)) {
            cpio.file("a/b/script", "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8), 0755)
                    .file("a/odd", new byte[] {1, 2, 3}, 0600)
                    .link("a/link", "b/script")
                    .folder("a")
                    .device("dev/null", 1, 3);
        }
        return bytes.toByteArray();
    }

    @Test
    void isReadByCpio() throws IOException {
        LocalShell shell = new LocalShell("L0 host");
        assumeTrue(shell.run(Command.shell("command -v cpio")).succeeded(), "there is no cpio here");
        Path file = Files.write(folder.resolve("archive"), archive());

        String listed = shell.run(Command.shell("cpio --quiet -itvn <" + Command.quote(file.toString())))
                .orThrow()
                .text();

        assertThat(listed.lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "drwxr-xr-x 1 0 0 0 Jan 1 1970 a",
                        "drwxr-xr-x 1 0 0 0 Jan 1 1970 a/b",
                        "-rwxr-xr-x 1 0 0 10 Jan 1 1970 a/b/script",
                        "-rw------- 1 0 0 3 Jan 1 1970 a/odd",
                        "lrwxrwxrwx 1 0 0 8 Jan 1 1970 a/link -> b/script",
                        "drwxr-xr-x 1 0 0 0 Jan 1 1970 dev",
                        "crw------- 1 0 0 1, 3 Jan 1 1970 dev/null");
    }

    @Test
    void equalEntriesGiveEqualBytes() throws IOException {
        assertThat(archive()).isEqualTo(archive());
    }

    @Test
    void refusesASecondFileOfOneName() throws IOException {
        try (Cpio cpio = new Cpio(new ByteArrayOutputStream())) {
            cpio.link("x", "y");

            assertThatThrownBy(() -> cpio.link("x", "z")).hasMessage("the initramfs has two files x");
        }
    }
}
