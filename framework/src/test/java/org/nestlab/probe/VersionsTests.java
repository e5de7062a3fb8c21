package org.nestlab.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;

/** Programs that work, and such as are there and do not. */
class VersionsTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** As the probe's script sees the folder; what is installed here comes after it. */
    private Versions versions() {
        return Versions.parse(new LocalShell("L0 host")
                .run(Command.shell("PATH=%s:$PATH\n%s".formatted(folder, Versions.SCRIPT)))
                .orThrow()
                .stdout());
    }

    private static Versions ofQemu(String line) {
        return Versions.parse("qemu-binary=/usr/local/bin/qemu-system-x86_64\nqemu=" + line + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        9.0.2   | QEMU emulator version 9.0.2 (pve-qemu-kvm_9.0.2-4)
        9.2.3   | QEMU emulator version 9.2.3 (qemu-9.2.3-1.fc42)
        9.1.1   | QEMU emulator version 9.1.1 (Debian 1:9.1.1+ds-5ubuntu1~ppa8)
        9.2.3   | QEMU emulator version 9.2.3 (openSUSE Tumbleweed)
        8.2.0   | QEMU emulator version 8.2.0 (v8.2.0-12045-g3d58f9b5c5)
        6.0.50  | QEMU emulator version 6.0.50 (v6.0.0-1792-g35bce38-dirty)
        9.2.2   | QEMU emulator version 9.2.2
        0.12.1  | QEMU PC emulator version 0.12.1 (qemu-kvm-0.12.1.2-2.506.el6_10.8), Copyright (c) 2003-2008 Fabrice Bellard
        """)
    void everyDistributionsQemu(String version, String line) {
        assertThat(ofQemu(line).qemu()).contains(version);
        assertThat(ofQemu(line).qemuProblem()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/usr/local/bin/qemu-system-x86_64: /usr/lib/x86_64-linux-gnu/libspice-server.so.1: version"
                        + " `SPICE_SERVER_0.14.2' not found (required by /usr/local/bin/qemu-system-x86_64)",
                "qemu-system-x86_64: error while loading shared libraries: libxenctrl.so.4.19: cannot open shared"
                        + " object file: No such file or directory",
                "qemu-system-x86_64: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.38' not found (required by"
                        + " qemu-system-x86_64)",
                "/usr/bin/qemu-system-x86_64: symbol lookup error: /usr/lib/libvirglrenderer.so.1.8.10: undefined"
                        + " symbol: gbm_bo_get_fd_for_plane",
                "CANNOT LINK EXECUTABLE \"qemu-system-x86_64\": library \"libSDL2-2.0.so.0\" not found",
                "sh: 1: qemu-system-x86_64: Exec format error",
                "Illegal instruction (core dumped)",
                ""
            })
    void oneThatCannotStartHasAProblemAndNoVersion(String line) {
        assertThat(ofQemu(line).qemu()).isEmpty();
        assertThat(ofQemu(line).qemuProblem().orElseThrow())
                .startsWith("/usr/local/bin/qemu-system-x86_64 --version told no version, and printed")
                .endsWith(line.isEmpty() ? "nothing" : line);
    }

    @Test
    void theExitStatusIsAskedFor() throws IOException {
        program("qemu-system-x86_64", "echo 'QEMU emulator version 9.2.2'; echo 'libfoo: broken' >&2; exit 3");
        assertThat(versions().qemu()).isEmpty();
        assertThat(versions().qemuBinary()).contains(folder + "/qemu-system-x86_64");
        assertThat(versions().qemuProblem())
                .contains(
                        "%s/qemu-system-x86_64 --version ended with status 3, and printed: QEMU emulator version 9.2.2"
                                .formatted(folder));

        program("qemu-system-x86_64", "kill -ILL $$");
        assertThat(versions().qemuProblem())
                .contains(
                        "%s/qemu-system-x86_64 --version ended with status 132, and printed nothing".formatted(folder));
    }

    @Test
    void warningsBeforeTheVersionArePassedOver() throws IOException {
        program(
                "qemu-system-x86_64",
                "echo '(process:7): GLib-WARNING **: version 2.0 of a module' >&2; echo 'QEMU emulator version 9.2.2"
                        + " (v9.2.2-dirty)'");
        program("libvirtd", "echo 'warning: no locale' >&2; echo 'libvirtd (libvirt) 11.1.0'");
        assertThat(versions())
                .hasToString(("Versions[qemuBinary=%s/qemu-system-x86_64, qemu=9.2.2, libvirt=11.1.0, qemuProblem=null,"
                                + " libvirtProblem=null]")
                        .formatted(folder));
    }

    @Test
    void whatIsInstalledHereIsRead() {
        Versions here = Versions.parse(new LocalShell("L0 host")
                .run(Command.shell(Versions.SCRIPT))
                .orThrow()
                .stdout());
        assertThat(here.qemuBinary().isPresent()).isEqualTo(here.qemu().isPresent());
        assertThat(here.qemuProblem()).isEmpty();
        assertThat(here.libvirtProblem()).isEmpty();
    }

    @Test
    void ofLibvirtsProgramsOneThatWorksIsEnough() throws IOException {
        program("libvirtd", "echo 'libvirtd: symbol lookup error' >&2; exit 127");
        program("virtqemud", "echo \"$0 (libvirt) 11.3.0\"");
        assertThat(versions().libvirt()).contains("11.3.0");
        assertThat(versions().libvirtProblem()).isEmpty();

        program("virtqemud", "exit 127");
        program("virsh", "exit 127");
        assertThat(versions().libvirt()).isEmpty();
        assertThat(versions().libvirtProblem())
                .contains("%s/libvirtd --version ended with status 127, and printed: libvirtd: symbol lookup error"
                        .formatted(folder));
    }

    @Test
    void aDaemonThatSaysWhatIsNoVersionHasAProblem() {
        assertThat(Versions.parse("""
                        libvirt-binary=/usr/sbin/libvirtd
                        libvirt-status=0
                        libvirt=libvirt.so.0: version `LIBVIRT_9.0.0' not found
                        """).libvirtProblem())
                .contains("/usr/sbin/libvirtd --version told no version, and printed: libvirt.so.0: version"
                        + " `LIBVIRT_9.0.0' not found");
    }
}
