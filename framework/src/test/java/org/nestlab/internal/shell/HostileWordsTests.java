package org.nestlab.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.fake.HostileTexts;
import org.nestlab.machine.Command;

/** Words that are handed to a real shell arrive as they are, and nothing of them is done. */
class HostileWordsTests {

    private final Shell shell = new LocalShell("L0 host");

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private String in(Command command) {
        return shell.run(Command.shell("cd %s && %s".formatted(Command.quote(folder.toString()), command)))
                .orThrow()
                .stdout();
    }

    @Test
    void everyWordReachesTheProgramUnchanged() {
        List<String> words = new ArrayList<>(HostileTexts.all());
        words.add("");
        List<String> arguments = new ArrayList<>(List.of("%s\\0"));
        arguments.addAll(words);

        String printed = in(Command.of("printf", arguments.toArray(String[]::new)));

        assertThat(printed.split("\0", -1)).hasSize(words.size() + 1).startsWith(words.toArray(String[]::new));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aWordInAShellScriptIsOneWordToo() {
        for (String word : HostileTexts.all().subList(0, 60)) {
            assertThat(in(Command.shell("w=%s; printf %%s \"$w\"".formatted(Command.quote(word)))))
                    .isEqualTo(word);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A=b", "if", "while", "time", "for", "a b", "$(touch x)", "é", "-x"})
    void aProgramMayBeCalledAnything(String name) throws IOException {
        Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\necho \"$0 ran with $1\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();

        String printed = shell.run(Command.shell("cd %s && PATH=.:$PATH && %s"
                        .formatted(Command.quote(folder.toString()), Command.of(name, "x"))))
                .orThrow()
                .text();

        assertThat(printed).isEqualTo("./" + name + " ran with x");
    }

    @Test
    void whatNoShellCanBeToldIsRefused() {
        assertThatThrownBy(() -> Command.of("echo", "a\0b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a command holds no NUL byte: echo 'a\\0b'");
        assertThatThrownBy(() -> Command.of("echo", "a\ud800"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a command is text, and half of a surrogate pair is none: echo 'a?'");
    }
}
