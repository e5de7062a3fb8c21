package org.nestlab.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.probe.KernelInfo;

/** The script in a real shell, with files as distributions have them. */
class HostSystemTests {

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"|ID=debian|Debian GNU/Linux 12 (bookworm)|debian",
                "PRETTY_NAME='Arch Linux'|ID=\"arch\"|Arch Linux|arch",
                "PRETTY_NAME=Wind River Linux 7.0.0.2|ID=wrlinux|Wind River Linux 7.0.0.2|wrlinux",
                "PRETTY_NAME=\"It's \\\"quoted\\\" for \\$5\"|ID='x'|It's \"quoted\" for $5|x",
                "PRETTY_NAME=$(touch nestlab-was-here)|ID=\"a b\"|$(touch nestlab-was-here)|a b",
            })
    void readsNamesInAnyQuotes(String name, String id, String distribution, String distributionId) throws IOException {
        write("etc", "NAME=x\n%s\n# ID=commented\n%s\nVERSION_ID=\"12\"\n".formatted(name, id));

        assertThat(system())
                .returns(distribution, HostSystem::distribution)
                .returns(distributionId, HostSystem::distributionId);
        assertThat(root.resolve("nestlab-was-here")).doesNotExist();
    }

    @Test
    void theLastLineOfANameCounts() throws IOException {
        write("etc", "ID=centos\nPRETTY_NAME=\"CentOS\"\nID=\"ol\"\n");

        assertThat(system().distributionId()).isEqualTo("ol");
    }

    @Test
    void theVendorsFileIsReadWhereThereIsNoOther() throws IOException {
        write("usr/lib", "ID=nixos\nPRETTY_NAME=\"NixOS 25.11 (Xantusia)\"\n");

        assertThat(system().distribution()).isEqualTo("NixOS 25.11 (Xantusia)");
    }

    @Test
    void aSystemWithoutTheFileHasNoName() {
        assertThat(system()).returns("", HostSystem::distribution).returns("", HostSystem::distributionId);
    }

    private void write(String folder, String text) throws IOException {
        Files.writeString(Files.createDirectories(root.resolve(folder)).resolve("os-release"), text);
    }

    private HostSystem system() {
        String script = "cd '%s'\n".formatted(root)
                + HostSystem.SCRIPT
                        .replace(" /etc/", " %s/etc/".formatted(root))
                        .replace(" /usr/", " %s/usr/".formatted(root));
        try (LocalShell shell = new LocalShell("L0 host")) {
            CommandResult result = shell.run(Command.shell(script));
            assertThat(result.stderr()).isEmpty();
            return HostSystem.parse(
                    KernelInfo.of(new ShellHost(shell, "qemu:///system")),
                    result.orThrow().stdout());
        }
    }
}
