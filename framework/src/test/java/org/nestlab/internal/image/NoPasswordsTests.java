package org.nestlab.internal.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;

/** The script that makes Debian a lab guest, on a folder with what it looks for: nobody gets in by a password. */
class NoPasswordsTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private Path root = folder;

    @BeforeEach
    void debian() throws IOException {
        root = folder.resolve("root");
        for (String name : List.of(
                "etc/ssh/sshd_config.d",
                "etc/systemd/system/multi-user.target.wants",
                "etc/cloud/cloud.cfg.d",
                "etc/libvirt/qemu/networks/autostart",
                "etc/update-motd.d",
                "lib/systemd/system-generators",
                "usr/lib",
                "var/lib/libvirt",
                "root")) {
            Files.createDirectories(root.resolve(name));
        }
        Files.writeString(
                root.resolve("etc/passwd"), "root:x:0:0:root:/root:/bin/bash\nsync:x:4:65534::/bin:/bin/sync\n");
        Files.writeString(
                root.resolve("etc/shadow"), "root:$y$j9T$hash:20000:0:99999:7:::\nsync:*:20000:0:99999:7:::\n");
        Files.writeString(root.resolve("etc/ssh/ssh_host_ed25519_key"), "of the build");
        Files.writeString(root.resolve("lib/systemd/system-generators/systemd-getty-generator"), "");
    }

    /** JUnit would tell of each link that leads out of its folder. */
    @AfterEach
    void removeLinks() throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path link : walk.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    private void customize(String flavor) throws IOException {
        Path scripts = Files.createDirectories(folder.resolve("scripts"));
        PackagedScripts.IMAGE.extract(scripts);
        new LocalShell("L0 host")
                .run(Command.of("bash", scripts.resolve("customize.sh").toString(), root.toString(), flavor))
                .orThrow();
    }

    @Test
    void theLabsImage() throws IOException {
        customize("lab");

        assertThat(root.resolve("etc/ssh/sshd_config"))
                .content()
                .contains("\nPasswordAuthentication no\n", "\nKbdInteractiveAuthentication no\n", "\nUsePAM no\n")
                .contains("\nPermitRootLogin prohibit-password\n")
                .doesNotContain("PermitEmptyPasswords yes", "Include");
        assertLocked();
        // Nobody is asked for a name on a console either.
        assertThat(root.resolve("etc/systemd/system/getty.target").toRealPath()).isEqualTo(Path.of("/dev/null"));
        assertThat(root.resolve("etc/systemd/system/ssh.service")).content().contains("ExecStart=/usr/sbin/sshd -D\n");
    }

    @Test
    void theImageForCloudInit() throws IOException {
        customize("cloud-init");

        assertThat(root.resolve("etc/ssh/sshd_config.d/nestlab.conf"))
                .content()
                .contains("PasswordAuthentication no\n", "PermitRootLogin prohibit-password\n");
        assertLocked();
    }

    private void assertLocked() throws IOException {
        assertThat(Files.readAllLines(root.resolve("etc/shadow")))
                .hasSize(2)
                .allMatch(account -> account.split(":", -1)[1].equals("*"));
        assertThat(root.resolve("etc/ssh/ssh_host_ed25519_key"))
                .as("a host key that every guest would share")
                .doesNotExist();
    }
}
