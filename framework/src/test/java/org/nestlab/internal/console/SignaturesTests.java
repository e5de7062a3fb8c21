package org.nestlab.internal.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Level;

class SignaturesTests {

    private static final String BTRFS = """
            # a table of one's own
            signature: file system gone
            levels: L2+
            effect: userspace-stuck
            pattern: BTRFS error \\(device \\w+\\).*: forced readonly
            pattern: BTRFS: can't write
            meaning: nothing can be written any more
            link: https://example.org/btrfs
            """;

    @TempDir
    Path folder;

    private Signatures with(String text) throws IOException {
        return Signatures.with(Optional.of(Files.writeString(folder.resolve("own.txt"), text)));
    }

    @Test
    void aFileOfTheUsersComesFirstAndAddsToWhatIsKnown() throws IOException {
        Signatures table = with(BTRFS);
        String line = "[   9.1] BTRFS error (device vda): forced readonly";

        assertThat(table.fatalIn(line, Level.L2)).map(Signature::name).hasValue("file system gone");
        assertThat(table.fatalIn(line, Level.L3)).map(Signature::link).hasValue("https://example.org/btrfs");
        assertThat(table.fatalIn(line, Level.L1)).as("levels: L2+").isEmpty();
        assertThat(table.fatalIn("Kernel panic - not syncing: x", Level.L1)).isPresent();
    }

    @Test
    void aSignatureOfTheSameNameReplacesTheOneThatComesAlong() throws IOException {
        Signatures table = with("""
                signature: soft lockup
                levels: any
                effect: note
                pattern: BUG: soft lockup
                meaning: this host is slow, and it passes
                """);

        assertThat(table.fatalIn("[ 5.0] watchdog: BUG: soft lockup - CPU#0 stuck for 22s! [a:1]", Level.L1))
                .isEmpty();
        assertThat(table.all()).hasSameSizeAs(Signatures.builtIn().all());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "levels: L2+|levels: deep|line 3: levels are 'deep'; expected any, L1, L2+ or L0-L1",
                "levels: L2+|levels: L3-L1|line 3: levels are 'L3-L1'; expected any, L1, L2+ or L0-L1",
                "effect: userspace-stuck|effect: bad|line 4: the effect is 'bad'; expected one of kernel-dead, kernel-oops, kernel-stuck, userspace-stuck, note",
                "pattern: BTRFS: can't write|pattern: (|line 6: the pattern '(' is not a valid regular expression: Unclosed group",
                "pattern: BTRFS: can't write|pattern: x*|line 6: the pattern 'x*' is in every line",
                "pattern: BTRFS: can't write|patern: x|line 6: 'patern' is not a valid key; expected one of signature, levels, effect, printed-by, pattern, meaning, link",
                "pattern: BTRFS: can't write|levels: any|line 6: a second 'levels' of one signature; expected an empty line between signatures",
                "meaning: nothing can be written any more|meaning:|line 7: 'meaning' has no value",
                "meaning: nothing can be written any more|# none|line 2: the signature that begins here has no 'meaning'",
                "link: https://example.org/btrfs|link: file:///etc|line 8: the link is 'file:///etc'; expected an address with http or https",
                "link: https://example.org/btrfs|link: x y|line 8: the link is 'x y'; expected an address with http or https",
            })
    void whatIsWrongIsToldWithItsLine(String right, String wrong, String message) {
        assertThatThrownBy(() -> with(BTRFS.replace(right, wrong)))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(folder.resolve("own.txt") + " " + message);
    }

    @Test
    void whoseWordingAPatternIsMayBeSaidOfEach() throws IOException {
        Signatures table = with(BTRFS.replace("pattern: BTRFS", "printed-by: kernel 3.10-\npattern: BTRFS"));

        assertThat(table.fatalIn("BTRFS: can't write", Level.L2)).isPresent();
    }

    @Test
    void aPatternOfTheUsersMaySeeWhatIsInFrontOfAMessage() throws IOException {
        Signatures table = with(BTRFS.replace("BTRFS: can't write", "^\\[ +\\d+\\.\\d+\\] late:"));

        assertThat(table.fatalIn("[ 99.000001] late: 1", Level.L2)).isPresent();
        assertThat(table.fatalIn("[ 99.000001] later: 1", Level.L2)).isEmpty();
    }

    @Test
    void aNameIsGivenOnce() {
        assertThatThrownBy(() -> with(BTRFS + "\n" + BTRFS))
                .hasMessage(folder.resolve("own.txt") + " line 11: signature 'file system gone' is in line 2 already");
    }

    @Test
    void aFileThatIsNotThere() {
        Path none = folder.resolve("none.txt");
        assertThatThrownBy(() -> Signatures.with(Optional.of(none)))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("setting 'nestlab.signatures' is '%s': there is no such file", none);
    }
}
