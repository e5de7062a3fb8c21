package org.nestlab.internal.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever one piece ends and the next begins, the answers are those of the whole text. */
class ConsoleTextTests {

    private static final String BOOT = "[    0.000000] Linux version 6.1.0\r\nnestlab: seed applied\r\nlogin: é\r\n";
    private static final String BOOTS = BOOT.repeat(5);

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private ConsoleText text(String content, int piece) throws IOException {
        return new ConsoleText(Files.writeString(folder.resolve("console.log"), content), piece);
    }

    @ParameterizedTest
    @ValueSource(ints = {36, 37, 38, 50, 63, 64, 65, 100, 1_000})
    void piecesEndWhereLinesDo(int piece) throws IOException {
        ConsoleText text = text(BOOTS, piece);

        assertThat(text.boots(0)).isEqualTo(5);
        assertThat(text.contains("nestlab: seed applied", 0, text.size())).isTrue();
        assertThat(text.contains("login: é", 0, text.size())).isTrue();
        assertThat(text.contains("nestlab: ssh ready", 0, text.size())).isFalse();
    }

    @Test
    void whatIsBeforeOrAfterThePartIsNotSeen() throws IOException {
        ConsoleText text = text("before\nwithin\nafter\n", 64);

        assertThat(text.contains("within", 7, 14)).isTrue();
        assertThat(text.contains("before", 7, 14)).isFalse();
        assertThat(text.contains("after", 7, 14)).isFalse();
    }

    @Test
    void aLineThatIsLongerThanAPieceEndsNothing() throws IOException {
        ConsoleText text = text("x".repeat(1_000) + "\n" + BOOT, 64);

        assertThat(text.boots(0)).isEqualTo(1);
    }

    @Test
    void theLastPieceIsTheEnd() throws IOException {
        assertThat(text("0123456789", 4).last(0)).isEqualTo("6789");
        assertThat(text("0123456789", 4).last(8)).isEqualTo("89");
        assertThat(text("0123456789", 64).last(3)).isEqualTo("3456789");
        assertThat(text("0123456789", 4).last(99)).isEmpty();
    }
}
