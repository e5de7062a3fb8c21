package org.nestlab.tests;

import static org.nestlab.assertion.NestlabAssertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nestlab.L1;
import org.nestlab.LabSource;
import org.nestlab.fixture.CloudImages;
import org.nestlab.machine.Guest;
import org.nestlab.spec.CpuMode;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.LabSpec;

/** An image that somebody else made is logged in to with the user and the key that came with it, and gets no seed. */
@Tag("full")
@LabSource("existingImages")
class ExistingImageTests {

    /** Puts a key, a host key and DHCP into a copy of a Debian image, as its maker would have. */
    private static final String MAKE = """
            set -e
            cd "$1"
            export PATH=$PATH:/usr/sbin:/sbin
            ssh-keygen -q -t ed25519 -N '' -f key
            ssh-keygen -q -t ed25519 -N '' -f host_key
            printf '[Match]\\nName=eth*\\n[Network]\\nDHCP=ipv4\\n' >10-dhcp.network
            qemu-img convert -O raw "$2" image.raw
            debugfs -w -f - image.raw >/dev/null 2>&1 <<END
            mkdir /root/.ssh
            write key.pub /root/.ssh/authorized_keys
            write host_key /etc/ssh/ssh_host_ed25519_key
            write host_key.pub /etc/ssh/ssh_host_ed25519_key.pub
            write 10-dhcp.network /etc/systemd/network/10-dhcp.network
            END
            qemu-img convert -O qcow2 image.raw image.qcow2
            rm image.raw
            chmod 711 .
            """;

    private static Path folder = Path.of("");

    static Stream<LabSpec> existingImages() {
        ImageSpec.Cloud debian = CloudImages.debian();
        folder = make(Path.of(debian.location()));
        ImageSpec image = ImageSpec.existing(folder.resolve("image.qcow2"), "root", folder.resolve("key"))
                .withKernel(debian.kernel());
        return Stream.of(LabSpec.hypervisorOnly()
                .withName("somebody else's image")
                .withL1(l1 -> l1.withImage(image)
                        .withCpu(CpuMode.hostPassthrough().withVirtualization(false))
                        .withMemoryMib(1024)));
    }

    @AfterAll
    static void removeImage() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Test
    void itsOwnKeyLogsIn(@L1 Guest l1) {
        assertThat(l1.run("whoami").orThrow().text()).isEqualTo("root");
        assertThat(l1.run("cat /root/.ssh/authorized_keys").orThrow().text()).startsWith("ssh-ed25519 ");
        assertThat(l1.run("ip -4 -o address show scope global").orThrow().text())
                .contains(" " + l1.address() + "/");
        assertThat(l1.domainXml()).doesNotContain("nestlab-seed");
    }

    private static Path make(Path image) {
        try {
            // Not in the build's folder: libvirt's QEMU runs as another user, which may not pass a home folder.
            Path made = Files.createTempDirectory("nestlab-existing");
            Process script = new ProcessBuilder("bash", "-c", MAKE, "bash", made.toString(), image.toString())
                    .inheritIO()
                    .start();
            assertThat(script.waitFor()).as("making the image").isZero();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
