package org.nestlab.internal.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.journal.KeptFile;
import org.nestlab.internal.journal.KeptFile.KeptGuest;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;

/** What OpenSSH itself, and the shell that it gives its proxy's command to, make of the configuration. */
class SshConfigTextTests {

    private final LocalShell shell = new LocalShell("L0 host");

    @TempDir
    private Path root = Path.of("set by JUnit");

    @BeforeEach
    void openSsh() {
        assumeTrue(shell.run(Command.shell("command -v ssh")).succeeded(), "there is no ssh here");
    }

    private KeptFile lab(Path folder) {
        return new KeptFile(
                "0badcafe", "qemu:///system", "", List.of(guest(folder, 1, ""), guest(folder, 2, "L1-a")), List.of());
    }

    private static KeptGuest guest(Path folder, int level, String above) {
        return new KeptGuest(
                "L%d-a".formatted(level),
                "L%d a".formatted(level),
                level,
                above,
                "192.168.%d.10".formatted(level),
                "root",
                folder.resolve(KeptFile.KEY).toString(),
                "ssh-ed25519 AAAA a",
                "domain",
                "uuid",
                "console",
                "copy");
    }

    private Path written(String name) throws IOException {
        Path folder = Files.createDirectories(root.resolve(name));
        Files.writeString(folder.resolve(SshConfigText.NAME), SshConfigText.of(lab(folder), folder));
        return folder;
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "two words", "it's", "50% off", "a #comment", "say \"hi\"", "back\\slash"})
    void everyPathIsOneWordToOpenSsh(String name) throws IOException {
        Path folder = written(name);

        String seen = shell.run(Command.of(
                        "ssh", "-G", "-F", folder.resolve(SshConfigText.NAME).toString(), "L2"))
                .orThrow()
                .stdout();

        // ssh -G shows some before it expands their %, and some afterwards.
        assertThat(seen.replace("%%", "%").lines())
                .contains("hostname 192.168.2.10", "user root", "stricthostkeychecking true")
                .contains("identityfile " + folder.resolve(KeptFile.KEY))
                .contains("userknownhostsfile " + folder.resolve(SshConfigText.KNOWN_HOSTS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "two words", "it's", "50% off", "a #comment", "say \"hi\"", "back\\slash"})
    void theWayThroughAMachineHoldsInAFolderOfAnyName(String name) throws IOException {
        Path folder = written(name);
        // Stands for the ssh that OpenSSH starts for the way, and says what it was started with.
        Path programs = Files.createDirectory(root.resolve("programs"));
        Path words = root.resolve("words");
        Files.createFile(
                programs.resolve("ssh"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(
                programs.resolve("ssh"), "#!/bin/sh\nprintf '%s\\n' \"$@\" >" + Command.quote(words.toString()) + "\n");

        shell.run(Command.shell("real=$(command -v ssh); PATH=%s:$PATH \"$real\" -F %s L2 true"
                .formatted(
                        Command.quote(programs.toString()),
                        Command.quote(folder.resolve(SshConfigText.NAME).toString()))));

        assertThat(words)
                .content()
                .isEqualTo("-F\n%s\n-W\n[192.168.2.10]:22\nL1-a\n".formatted(folder.resolve(SshConfigText.NAME)));
    }

    @Test
    void aPathThatWouldBeginAnotherSettingIsRefused() {
        Path folder = Path.of("/output\n  ProxyCommand touch /pwned");

        assertThatThrownBy(() -> SshConfigText.of(lab(folder), folder))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "the path '/output?  ProxyCommand touch /pwned/id_ed25519' has a control character; expected one that can stand in a line of ssh_config");
    }

    @Test
    void theLineThatIsShownIsReadyForAShell() {
        assertThat(KeptLab.entering(Path.of("/the output/0badcafe"), guest(root, 1, "")))
                .isEqualTo("ssh -F '/the output/0badcafe/ssh_config' L1-a");
        assertThat(KeptLab.entering(Path.of("/output"), guest(root, 1, "")))
                .isEqualTo("ssh -F /output/ssh_config L1-a");
    }
}
