package org.nestlab.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void allThatIsInItGoesAndNothingBesideIt() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("whole/inner"));
        Files.writeString(inner.resolve("file"), "x");
        Path beside = Files.writeString(folder.resolve("beside"), "x");

        Folders.delete(folder.resolve("whole"));

        assertThat(folder.resolve("whole")).doesNotExist();
        assertThat(beside).exists();
    }

    @Test
    void whatALinkLeadsToStays() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "x");
        Path whole = Files.createDirectory(folder.resolve("whole"));
        Files.createSymbolicLink(whole.resolve("link"), elsewhere);
        Files.createSymbolicLink(whole.resolve("up"), folder);

        Folders.delete(whole);

        assertThat(whole).doesNotExist();
        assertThat(elsewhere).exists();
    }

    @Test
    void oneThatIsNotThereIsNoFault() throws IOException {
        Folders.delete(folder.resolve("none"));

        assertThat(folder).isEmptyDirectory();
    }
}
