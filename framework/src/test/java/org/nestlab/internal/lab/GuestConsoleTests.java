package org.nestlab.internal.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GuestConsoleTests {

    private static final String OURS = """
            [    0.032000] ..MP-BIOS bug: 8254 timer not connected to IO-APIC\r
            nestlab: seed applied\r
            nestlab: ssh ready\r
            """;

    private static final String A_CLOUD_IMAGES = """
            \u001b[0m[    0.000000] Command line: console=ttyS0\r
            [    0.000000] Linux version 6.1.0-37-amd64 (debian-kernel@lists.debian.org) (gcc-12)\r
            [    0.000000] BIOS-provided physical RAM map:\r
            """;

    @Test
    void aSecondBootIsSeenOfEitherKind() {
        assertThat(GuestConsole.hasTwoBoots(OURS + OURS)).isTrue();
        assertThat(GuestConsole.hasTwoBoots(A_CLOUD_IMAGES + "login: \r\n" + A_CLOUD_IMAGES))
                .isTrue();
    }

    @Test
    void oneBootThatPrintsBothLinesIsOne() {
        assertThat(GuestConsole.hasTwoBoots("")).isFalse();
        assertThat(GuestConsole.hasTwoBoots(OURS)).isFalse();
        assertThat(GuestConsole.hasTwoBoots(A_CLOUD_IMAGES + OURS)).isFalse();
    }

    @Test
    void whatAProgramPrintsIsNoBoot() {
        String quoted =
                "x nestlab: seed applied\r\n[    5.000000] Linux version 6\r\n[    0.000000] Linux versions\r\n";
        assertThat(GuestConsole.hasTwoBoots(OURS + quoted + quoted)).isFalse();
    }
}
