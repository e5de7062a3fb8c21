package org.nestlab.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.fake.FakeGuest;

class SmallProbesTests {

    @Test
    void readsTheKernel() {
        FakeGuest l1 = FakeGuest.l1();
        l1.answers.on("uname", "6.1.0-37-cloud-amd64\nx86_64\n#1 SMP Debian 6.1.140-1 (2025-05-22)\n");
        assertThat(KernelInfo.of(l1))
                .isEqualTo(new KernelInfo("6.1.0-37-cloud-amd64", "x86_64", "#1 SMP Debian 6.1.140-1 (2025-05-22)"));
        assertThat(KernelInfo.parse("")).isEqualTo(new KernelInfo("", "", ""));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0-3, 4", "'0-3,5', 5", "'0,2-3\n', 3", "'', 0", "no, 0", "'0-', 0", "'0,,1', 0", "3-1, 0"})
    void countsCpus(String online, int count) {
        assertThat(OnlineCpus.parse(online)).isEqualTo(new OnlineCpus(count));
    }

    @ParameterizedTest
    @CsvSource({
        "QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18+b3), libvirtd (libvirt) 9.0.0, 7.2.22, 9.0.0",
        "QEMU emulator version 10.0.2 (Debian 1:10.0.2+ds-2), 11.3.0, 10.0.2, 11.3.0",
        "QEMU emulator version 9.2, error: broken, 9.2, ",
    })
    void readsVersions(String qemuLine, String libvirtLine, String qemu, String libvirt) {
        Versions versions = Versions.parse("qemu-binary=/usr/bin/q\nqemu=" + qemuLine + "\nlibvirt=" + libvirtLine);

        assertThat(versions.qemuBinary()).contains("/usr/bin/q");
        assertThat(versions.qemu()).contains(qemu);
        assertThat(versions.libvirt()).isEqualTo(Optional.ofNullable(libvirt));
        assertThat(versions.qemuProblem()).isEmpty();
        assertThat(versions.libvirtProblem()).isEmpty();
    }

    @Test
    void knowsNoVersionsWhereNothingIsInstalled() {
        assertThat(Versions.parse(""))
                .hasToString(
                        "Versions[qemuBinary=null, qemu=null, libvirt=null, qemuProblem=null, libvirtProblem=null]")
                .isEqualTo(Versions.parse("\n"));
    }

    @Test
    void readsReachability() {
        assertThat(Reachability.parse("10.0.0.1", "reached echo reply\n"))
                .isEqualTo(new Reachability("10.0.0.1", true, "echo reply"));
        assertThat(Reachability.parse("10.0.0.1", "failed Connection refused\n"))
                .isEqualTo(new Reachability("10.0.0.1", false, "Connection refused"));
        assertThat(Reachability.parse("10.0.0.1", "")).isEqualTo(new Reachability("10.0.0.1", false, "(no words)"));
    }

    @Test
    void quotesTheAddress() {
        FakeGuest l1 = FakeGuest.l1();
        l1.answers.on("", "failed no");
        assertThat(Reachability.of(l1, "a;b").target()).isEqualTo("a;b");
        assertThat(Reachability.of(l1, "a;b", 22).target()).isEqualTo("a;b port 22");
        assertThat(l1.answers.asked())
                .allSatisfy(command -> assertThat(command.line()).contains("'a;b'"));
    }
}
