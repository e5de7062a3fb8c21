package org.nestlab.internal.shell;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.machine.Command;

class ShellWordsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {"größe", "start … 15 s", "→ ✔ 𝄞", "\\n ü \\0303 %s %b $HOME `id` \"'", "ü\nsecond line\tü"})
    void aWordBeyondAsciiReachesTheProgramAlsoInThePosixLocale(String word) throws IOException {
        List<String> words = ShellWords.of("printf %s " + Command.quote(word), US_ASCII);

        assertThat(words).allMatch(US_ASCII.newEncoder()::canEncode);
        assertThat(printed(words)).isEqualTo(word);
    }

    @Test
    void theLineKeepsItsStandardInputAndItsStatus() throws IOException {
        Process process = new ProcessBuilder(ShellWords.of("read -r word; echo \"ü $word\"; exit 7", US_ASCII)).start();
        process.getOutputStream().write("given\n".getBytes(UTF_8));
        process.getOutputStream().close();

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEqualTo("ü given\n");
        assertThat(process.onExit().join().exitValue()).isEqualTo(7);
    }

    @Test
    void aLineThatCanBeEncodedIsTheWord() {
        assertThat(ShellWords.of("echo a\\n", US_ASCII)).containsExactly("sh", "-c", "echo a\\n");
        assertThat(ShellWords.of("echo ü", UTF_8)).containsExactly("sh", "-c", "echo ü");
    }

    private static String printed(List<String> words) throws IOException {
        Process process = new ProcessBuilder(words).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }
}
