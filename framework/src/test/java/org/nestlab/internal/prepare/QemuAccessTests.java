package org.nestlab.internal.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.HostNotCapableException;
import org.nestlab.fake.Untidy;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.shell.Shell;

class QemuAccessTests {

    // as libvirt 9.0 of Debian 12 gives it, cut
    private static final String CAPABILITIES = """
            <capabilities><host>
              <secmodel><model>none</model><doi>0</doi></secmodel>
              <secmodel><model>dac</model><doi>0</doi><baselabel type='kvm'>+64055:+64055</baselabel>
                <baselabel type='qemu'>+64055:+64055</baselabel></secmodel>
            </host></capabilities>""";

    private static final long QEMU = 64055;

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final Shell host = new LocalShell("L0 host");

    @Test
    void theUserOfQemuIsInLibvirtsCapabilities() {
        assertThat(QemuAccess.user(CAPABILITIES)).isEqualTo(OptionalLong.of(QEMU));
        assertThat(QemuAccess.user("<capabilities><host/></capabilities>")).isEmpty();
        assertThat(QemuAccess.user(CAPABILITIES.replace("+64055:+64055", "libvirt-qemu")))
                .isEmpty();
    }

    @Test
    void aClosedFolderAboveIsRefusedWithWhatOpensIt() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("an na"));
        mode(folder, "rwx--x--x");
        mode(closed, "rwx------");
        Path state = closed.resolve("state/labs");

        assertThatThrownBy(() -> QemuAccess.check(host, CAPABILITIES, List.of(state)))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessage(
                        "L0 host: QEMU runs as user 64055, which may not enter %1$s; the files of labs are in %2$s. Expected: a folder that this user may enter. Run `chmod o+x '%1$s'` or `setfacl -m u:64055:x '%1$s'` (package acl), or set nestlab.state.dir and nestlab.image.dir to folders elsewhere",
                        closed, state);

        mode(closed, "rwx--x--x");
        assertThatCode(() -> QemuAccess.check(host, CAPABILITIES, List.of(state)))
                .doesNotThrowAnyException();
    }

    @Test
    void aQemuOfRootPassesEverywhere() throws IOException {
        mode(folder, "rwx------");
        String ofRoot = CAPABILITIES.replace("64055", "0");

        assertThatCode(() -> QemuAccess.check(host, ofRoot, List.of(folder.resolve("labs"))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drwx------+ 9 1000 1000 4096 Nov 30 04:55 /home/anna",
                "drwxr-xr-x 9 1000 1000 4096 Nov 30 04:55 /home/anna",
                "drwx--x--x. 9 1000 1000 4096 Nov 30 04:55 /home/anna",
                "drwx------ 9 64055 1000 4096 Nov 30 04:55 /home/anna",
                "drwxrwxrwt 9 0 0 4096 Nov 30  2026 /tmp",
                "",
                "ls: cannot access",
            })
    void whatIsOpenOrUnknownIsLeftToLibvirt(String line) {
        assertThat(QemuAccess.closed(line, QEMU)).isEmpty();
    }

    @Test
    void anyLineIsRead() {
        assertThat(QemuAccess.closed("drwx------. 9 1000 1000 4096 Nov 30 04:55 /home/an na", QEMU))
                .contains("/home/an na");
        Untidy.of("drwx------ 9 1000 1000 4096 Nov 30 04:55 /home/anna\n")
                .isRead(text -> assertThat(text.lines().flatMap(line -> QemuAccess.closed(line, QEMU).stream()))
                        .allMatch(closed -> closed.startsWith("/")));
    }

    private static void mode(Path folder, String mode) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
    }
}
