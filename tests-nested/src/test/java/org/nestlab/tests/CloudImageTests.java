package org.nestlab.tests;

import static org.nestlab.assertion.NestlabAssertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nestlab.L1;
import org.nestlab.LabSource;
import org.nestlab.fixture.CloudImages;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Machine;
import org.nestlab.spec.CpuMode;
import org.nestlab.spec.LabSpec;

/** A foreign image, by its path and checksum, is configured by the NoCloud seed and by nothing else. */
@Tag("full")
@LabSource("cloudImages")
class CloudImageTests {

    private static final String USER = "ada";

    /** A matrix, so that the image is built when these tests run and not when classes are put in order. */
    static Stream<LabSpec> cloudImages() {
        return Stream.of(LabSpec.hypervisorOnly()
                .withName("Debian with cloud-init")
                .withL1(l1 -> l1.withImage(CloudImages.debian().withUser(USER))
                        .withCpu(CpuMode.hostPassthrough().withVirtualization(false))
                        .withMemoryMib(1024)));
    }

    @Test
    void cloudInitTookTheSeed(@L1 Guest l1) {
        assertThat(text(l1, "cat /run/cloud-init/result.json"))
                .contains("DataSourceNoCloud")
                .contains("\"errors\": []");
        assertThat(text(l1, "ls /run")).doesNotContain("nestlab");
    }

    @Test
    void userIsThereWithTheKeyOfTheLab(@L1 Guest l1) {
        assertThat(text(l1, "whoami")).isEqualTo(USER);
        assertThat(text(l1, "cat ~/.ssh/authorized_keys")).startsWith("ssh-ed25519 ");
        assertThat(text(l1, "sudo -n whoami")).isEqualTo("root");
    }

    /** The session itself proves the key: it is refused where the guest shows another than the seed's. */
    @Test
    void hostHasTheOneKeyOfTheSeed(@L1 Guest l1) {
        assertThat(text(l1, "ls /etc/ssh/ssh_host_*_key")).isEqualTo("/etc/ssh/ssh_host_ed25519_key");
        assertThat(text(l1, "sudo -n cat /etc/ssh/ssh_host_ed25519_key.pub")).contains("nestlab-");
    }

    @Test
    void nameAndAddressAreThePlannedOnes(@L1 Guest l1) {
        assertThat(text(l1, "hostname")).isEqualTo("L1-hypervisor");
        assertThat(text(l1, "ip -4 -o address show scope global")).contains(" " + l1.address() + "/");
    }

    private static String text(Machine machine, String script) {
        return machine.run(script).orThrow().text();
    }
}
