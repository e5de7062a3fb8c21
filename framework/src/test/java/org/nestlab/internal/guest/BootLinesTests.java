package org.nestlab.internal.guest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nestlab.fake.Untidy;

class BootLinesTests {

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

    private static long boots(String console) {
        BootLines lines = new BootLines();
        lines.add(console);
        return lines.boots();
    }

    @Test
    void aSecondBootIsSeenOfEitherKind() {
        assertThat(boots(OURS + OURS)).isEqualTo(2);
        assertThat(boots(A_CLOUD_IMAGES + "login: \r\n" + A_CLOUD_IMAGES)).isEqualTo(2);
    }

    @Test
    void oneBootThatPrintsBothLinesIsOne() {
        assertThat(boots("")).isZero();
        assertThat(boots(OURS)).isEqualTo(1);
        assertThat(boots(A_CLOUD_IMAGES + OURS)).isEqualTo(1);
    }

    @Test
    void whatAProgramPrintsIsNoBoot() {
        String quoted =
                "x nestlab: seed applied\r\n[    5.000000] Linux version 6\r\n[    0.000000] Linux versions\r\n";
        assertThat(boots(OURS + quoted + quoted)).isEqualTo(1);
    }

    /**
     * A kernel with CONFIG_PRINTK_CALLER after SeaBIOS, and one after GRUB, which leave their sequences in front of it.
     */
    @Test
    void whatFirmwareABootLoaderAndAKernelPutInFrontOfItIsPassedOver() {
        String caller =
                "Booting from Hard Disk 0...\r\n[    0.000000][    T0] Linux version 6.8.0-rc1 (build@host) #0 SMP\r\n";
        String grub =
                "\u001b[2J\u001b[H  Booting `Debian'\r\n\r\n\u001b[0m\u001b[30;40m\u001b[2J[    0.000000] Linux version 3.10.0\r\n";
        String level = "Loading initial ramdisk ...\u001b[m<5>[    0.000000] Linux version 4.19.0 (x)\n";
        String split = "\u001b[0mnestlab: \0seed applied\r\n";

        assertThat(boots(caller + caller)).isEqualTo(2);
        assertThat(boots(grub + "login: \r\n" + grub + level)).isEqualTo(3);
        assertThat(boots(split)).isEqualTo(1);
        assertThat(boots(OURS + "\u001b[H\u001b[J" + OURS)).isEqualTo(2);
    }

    @Test
    void anyConsole() {
        Untidy.of(OURS + A_CLOUD_IMAGES)
                .with("Linux version ", "version ", "seed applied", "nestlab: ", "[    0.000000]", "\u001b]", "\r")
                .and(
                        Untidy.endless("", "Linux version "),
                        Untidy.endless("", "version \n"),
                        Untidy.endless("x", "seed applied"))
                .isRead(text -> assertThat(boots(text)).isNotNegative());
    }
}
