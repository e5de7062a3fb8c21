package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script of {@code nestlab completion}, in the shells that it is for. */
class CompletionTests {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nestlab do, doctor down",
        "./nestlab doctor --c, --connect",
        "nestlab host comp, compare",
        "nestlab init --language, --language",
        "'nestlab init --language ', java kotlin",
        "'nestlab setup ', check install stop",
    })
    void bashCompletes(String typed, String wanted) throws Exception {
        List<String> words = List.of(typed.split(" ", -1));
        String completed = run("bash", """
                . %s
                declare -F _complete_nestlab >/dev/null || exit 1
                complete -p nestlab >/dev/null || exit 2
                COMP_WORDS=(%s)
                COMP_CWORD=%d
                COMP_LINE="${COMP_WORDS[*]}"
                COMP_POINT=${#COMP_LINE}
                # Outside of a completion bash has no options of one, and says so.
                _complete_nestlab 2>/dev/null
                printf '%%s\\n' "${COMPREPLY[@]}"
                """.formatted(
                        script(),
                        words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" ")),
                        words.size() - 1));

        assertThat(completed.lines().map(String::strip))
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(wanted.split(" ", -1)));
    }

    @Test
    void zshTakesTheScript() throws Exception {
        assumeTrue(isInPath("zsh"), "no zsh here");

        assertThat(run("zsh", """
                autoload -U compinit && compinit -u -d %s
                . %s
                (( $+functions[_complete_nestlab] )) && print -r -- "$_comps[nestlab]"
                """.formatted(folder.resolve("dump"), script()))).contains("_complete_nestlab");
    }

    private Path script() throws IOException {
        InProcess.Outcome outcome = InProcess.run("completion");
        assertThat(outcome.exitStatus()).isZero();
        return Files.writeString(folder.resolve("nestlab-completion"), outcome.printed());
    }

    private static boolean isInPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private String run(String shell, String text) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(shell, "-c", text)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
