package org.nestlab.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nestlab.LabConfigurationException;
import org.nestlab.fake.FakeHost;
import org.nestlab.fake.Untidy;
import org.nestlab.probe.KernelInfo;

/** What a host prints about itself may be anything: what cannot be read counts as not there. */
class UntidyHostTests {

    private static final String BLOCK =
            "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}/(3[0-2]|[12]?[0-9])";

    @Test
    void blocksOfAddresses() {
        Untidy.of("192.0.2.2/24", "10.1.2.3", "10.1.2.3/255.255.0.0")
                .with("255.", "256", "/0", "/33", "0.0.0.0/0", "255.0.255.0")
                .isRead(text -> Cidr.of(text).ifPresent(cidr -> assertThat(cidr).matches(BLOCK)));
    }

    @Test
    void networks() {
        Untidy.of("""
                        addr 4: eth0    inet 192.0.2.2/24 brd 192.0.2.255 scope global eth0
                        route default via 192.0.2.1 dev eth0
                        route unreachable 10.0.0.0/8
                        network default
                        ip address='192.168.122.1' netmask='255.255.255.0'>
                        """).with("inet ", "address='", "prefix='", "route ", "addr ").isRead(text -> {
            HostNetworks networks = HostNetworks.parse(text);
            assertThat(networks.subnets()).doesNotHaveDuplicates().allMatch(subnet -> subnet.matches(BLOCK));
            assertThat(networks.networks()).doesNotContain("");
        });
    }

    @Test
    void resources() {
        Untidy.of("cpus 16\ntotal 65536000\navailable 33554432\nfree 104857600\n")
                .with("free ", "total ", "999999999999999999")
                .isRead(text -> {
                    HostResources host = HostResources.parse(text, "/var/lib");
                    assertThat(host.cpus()).isNotNegative();
                    assertThat(host.totalMemoryMib()).isNotNegative();
                    assertThat(host.availableMemoryMib()).isNotNegative();
                    assertThat(host.freeDiskBytes()).isNotNegative();
                });
    }

    @Test
    void theSystem() {
        FakeHost host = new FakeHost();
        host.answers.on("uname", "6.1\nx86_64\n#1\n");
        KernelInfo kernel = KernelInfo.of(host);
        Untidy.of("name Debian GNU/Linux 12 (bookworm)\nid debian\n")
                .isRead(text ->
                        assertThat(HostSystem.parse(kernel, text).kernel()).isEqualTo(kernel));
    }

    @Test
    void modules() {
        Untidy.of("module kvm loaded 1 kvm_intel kvm_amd\nmodule kvm_intel builtin 0\nuser 812 qemu (guest l1)\n")
                .and(Untidy.endless("module kvm loaded 1", " kvm_amd"), Untidy.endless("module kvm", "_a"))
                .with("module ", "kvm_amd", " kvm_intel", "loaded ", "user ")
                .isRead(text -> assertThat(KvmModules.parse(text).modules())
                        .allMatch(module ->
                                module.references() >= 0 && module.name().startsWith("kvm")));
    }

    @Test
    void theNestingSetup() {
        Untidy.of("loaded yes\nparameter nested=Y\nparameter ept=Y\nfile =b3B0aW9ucwo=\n")
                .with("parameter ", "file ", "file =", "nested=")
                .isRead(text -> {
                    NestingRecord record = NestingRecord.parse("L0 host", "t", "kvm_intel", true, text);
                    assertThat(NestingRecord.of(record.facts())).isEqualTo(record);
                });
    }

    @Test
    void libvirtUris() {
        Untidy.of("qemu+ssh://root@host:22/system?keyfile=/k", "qemu:///system", "qemu+unix:///system?socket=/s")
                .with("+", "://", "@", "?", "#", "%zz")
                .isReadOrRefused(LabConfigurationException.class, LibvirtUri::onItself);
    }
}
