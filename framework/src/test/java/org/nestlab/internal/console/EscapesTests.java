package org.nestlab.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapesTests {

    private static String removed(String visible) {
        return Escapes.removed(visible.replace("^[", "\u001b")
                .replace("^G", "\u0007")
                .replace("^@", "\0")
                .replace("^H", "\b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                // systemd's status, a progress bar of it, and what it asks a terminal from version 256 on
                "[^[[0;32m  OK  ^[[0m] Started ^[[0;1;39mSyslog Socket^[[0m.|[  OK  ] Started Syslog Socket.",
                "^[[K[^[[0;31m*     ^[[0m] A start job|[*     ] A start job",
                "^[[!p^[]104^G^[[?7h^[[6n^[[32766;32766H^[[6nLevitateOS Live - ttyS0|LevitateOS Live - ttyS0",
                "^[]3008;start=4468;user=root;cwd=/root^[\\[root@host ~]# pwd|[root@host ~]# pwd",
                "^[P+q6E616D65^[\\after|after",
                "^[Xsos^[\\^[^pm^[\\^[_apc^Gx|x",
                // a link, a title
                "^[]8;;https://example.org/^[\\a page^[]8;;^[\\ x|a page x",
                "^[]0;root@host: ~^Groot@host|root@host",
                // SeaBIOS, GRUB and OVMF
                "^[c^[[?7l^[[2J^[[0mSeaBIOS (version 1.16.2)|SeaBIOS (version 1.16.2)",
                "^[[2J^[[01;01H^[[=3h^[[2J^[[01;01HBdsDxe: loading|BdsDxe: loading",
                "^[(B^[)0^[#8^[%G^[ Fgrub rescue> |grub rescue> ",
                "^[7^[8^[=^[>^[M^[cx|x",
                // the Linux console's own
                "^[]R^[]P0a1b2c3x|x",
                "^@^@a^@b^Hc|abc",
            })
    void sequencesAreTakenOut(String line, String shown) {
        assertThat(removed(line)).isEqualTo(shown);
    }

    @Test
    void eightBitControlsAreSequencesToo() {
        assertThat(Escapes.removed("\u009b0;1mx\u009d0;title\u009cy\u0085z")).isEqualTo("xyz");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "^[]0;half a title Kernel panic - not syncing: x|0;half a title Kernel panic - not syncing: x",
                "^[]0;half^[[0m Kernel panic|0;half Kernel panic",
                "^[P1;2Kernel panic|1;2Kernel panic",
                "^[[12;34é Kernel panic|12;34é Kernel panic",
                "a^[|a",
                "a^[[|a",
                "a^[(|a(",
                "^[]P12|P12",
            })
    void whatHasNoEndTakesNothingWithIt(String line, String shown) {
        assertThat(removed(line)).isEqualTo(shown);
    }

    @Test
    void aStringThatGoesOnAndOnIsNone() {
        String endless = "x".repeat(5_000) + "\u0007 Kernel panic";

        assertThat(Escapes.removed("\u001b]" + endless)).isEqualTo("x".repeat(5_000) + " Kernel panic");
        assertThat(Escapes.removed("\u001b[" + "1;".repeat(5_000) + "m")).endsWith("1;m");
    }

    @Test
    void aPlainLineIsTheSameOne() {
        String plain = "[    0.000000] Linux version 6.1.0 \u00e9\ttab";

        assertThat(Escapes.removed(plain)).isSameAs(plain);
    }
}
