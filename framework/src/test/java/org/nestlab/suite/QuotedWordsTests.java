package org.nestlab.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;

class QuotedWordsTests {

    @Test
    void readsTheCallAtTheEndOfAStandaloneScript() {
        assertThat(QuotedWords.of("run x2apic apic -smp\\ 2 $bin '' \\ -cpu\\ qemu64\\,+x2apic x86_64 '' '' '' 30 ''"))
                .containsExactly(
                        "run",
                        "x2apic",
                        "apic",
                        "-smp 2",
                        "$bin",
                        "",
                        " -cpu qemu64,+x2apic",
                        "x86_64",
                        "",
                        "",
                        "",
                        "30",
                        "");
    }

    /** What bash itself makes of words. */
    @Test
    void readsWhatBashWrites() {
        List<String> words = List.of("a b", "", "it's", "\\", "x,y", "$HOME", "ü", "\"q\"", "a'b'c", "*");
        String line = new LocalShell("L0 host")
                .run(Command.of(
                        "bash",
                        Stream.concat(Stream.of("-c", "printf '%q ' \"$@\"", "bash"), words.stream())
                                .toArray(String[]::new)))
                .orThrow()
                .text();

        assertThat(QuotedWords.of(line.strip())).isEqualTo(words);
    }

    @Test
    void whatDoesNotEndReachesToTheEnd() {
        assertThat(QuotedWords.of("run 'half")).containsExactly("run", "half");
        assertThat(QuotedWords.of("run half\\")).containsExactly("run", "half\\");
        assertThat(QuotedWords.of("")).isEmpty();
    }
}
