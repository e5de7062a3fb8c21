package org.nestlab.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.LabConfigurationException;
import org.nestlab.fake.FakeHost;
import org.nestlab.fake.ProbeAnswers;
import org.nestlab.internal.host.KvmModules.Module;
import org.nestlab.internal.host.KvmModules.State;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;

class HostFactsTests {

    @Test
    void gathersEverything() {
        FakeHost host = new FakeHost();
        ProbeAnswers.capableIntelHost(host.answers);
        HostFacts facts = HostFacts.of(host, "/var/lib/nestlab");
        assertThat(facts.label()).isEqualTo("L0 host");
        assertThat(facts.cpu().present()).isTrue();
        assertThat(facts.device().works()).isTrue();
        assertThat(facts.nested().isOn()).isTrue();
        assertThat(facts.modules().active("kvm_intel")).isTrue();
        assertThat(facts.resources()).isEqualTo(new HostResources(16, 64000, 32768, "/var/lib/nestlab", 107374182400L));
        assertThat(facts.system().distribution()).isEqualTo("Debian GNU/Linux 12 (bookworm)");
        assertThat(facts.system().distributionId()).isEqualTo("debian");
        assertThat(facts.system().kernel().release()).isEqualTo("6.1.0-37-amd64");
    }

    @Test
    void whatPlansNoLabIsAskedForApart() {
        FakeHost host = new FakeHost();
        ProbeAnswers.capableIntelHost(host.answers);

        HostFacts.of(host, "/var/lib/nestlab");
        assertThat(host.answers.asked())
                .extracting(Command::line)
                .as("each virsh of a lab's start costs it some tenths of a second")
                .noneMatch(line -> line.contains("virsh"));

        HostSupplies supplies = HostSupplies.of(host);
        assertThat(supplies.versions().qemu()).contains("7.2.22");
        assertThat(supplies.networks().subnets()).containsExactly("127.0.0.0/8", "192.0.2.0/24", "192.168.122.0/24");
        assertThat(supplies.networks().hasDefault()).isTrue();
    }

    /** The scripts' own test: they run here, on whatever machine this is, and change nothing. */
    @Test
    void gathersThisMachinesFacts() {
        try (LocalShell shell = new LocalShell("L0 host")) {
            HostFacts facts = HostFacts.of(new ShellHost(shell, "qemu:///system"), "/no/such/folder");
            assertThat(facts.resources().cpus()).isPositive();
            assertThat(facts.resources().totalMemoryMib()).isGreaterThan(256);
            assertThat(facts.resources().availableMemoryMib())
                    .isPositive()
                    .isLessThanOrEqualTo(facts.resources().totalMemoryMib());
            assertThat(facts.resources().freeDiskBytes()).isPositive();
            assertThat(HostNetworks.of(new ShellHost(shell, "qemu:///system")).subnets())
                    .contains("127.0.0.0/8");
            assertThat(facts.system().kernel().release()).isNotEmpty();
            assertThat(facts.cpu().flags()).isNotEmpty();
            assertThat(facts.device().mode()).matches(facts.device().present() ? "[0-7]{3,4}" : "");
            assertThat(facts.device().owner()).matches(facts.device().present() ? "\\w+" : "");
        }
    }

    @Test
    void readsModules() {
        KvmModules modules = KvmModules.parse("""
                module kvm loaded 1 kvm_amd
                module kvm_amd loaded 3
                module kvm_pvm builtin 0
                module kvm_intel available 0
                module KVM loaded x
                user 812 qemu-system-x86 (guest l1)
                """);
        assertThat(modules)
                .isEqualTo(new KvmModules(
                        List.of(
                                new Module("kvm", State.LOADED, 1, List.of("kvm_amd")),
                                new Module("kvm_amd", State.LOADED, 3, List.of()),
                                new Module("kvm_pvm", State.BUILT_IN, 0, List.of()),
                                new Module("kvm_intel", State.AVAILABLE, 0, List.of())),
                        List.of("812 qemu-system-x86 (guest l1)")));
        assertThat(modules.active("kvm_amd")).isTrue();
        assertThat(modules.active("kvm_pvm")).isTrue();
        assertThat(modules.active("kvm_intel")).isFalse();
        assertThat(modules.active("kvm_none")).isFalse();
        assertThat(KvmModules.parse("\0module\nuser")).isEqualTo(new KvmModules(List.of(), List.of()));
    }

    @Test
    void readsEveryKindOfRouteAndNetwork() {
        HostNetworks networks = HostNetworks.parse("""
                addr 2: eth0    inet 10.1.2.3/16 brd 10.1.255.255 scope global eth0
                addr 3: ppp0    inet 172.16.0.1 peer 172.16.0.2/32 scope global ppp0
                route default via 10.1.0.1 dev eth0
                route unreachable 10.9.0.0/24
                route 203.0.113.7 via 10.1.0.1 dev eth0 table 7
                route broadcast 10.1.255.255 dev eth0 table local proto kernel
                network default
                ip address='192.168.122.1' netmask='255.255.255.0'>
                network my lab
                ip address='10.50.0.1' prefix='20'/>
                ip family='ipv6' address='fd00::1' prefix='64'/>
                """);
        assertThat(networks)
                .isEqualTo(new HostNetworks(
                        List.of(
                                "10.1.0.0/16",
                                "172.16.0.1/32",
                                "172.16.0.2/32",
                                "10.9.0.0/24",
                                "203.0.113.7/32",
                                "192.168.122.0/24",
                                "10.50.0.0/20"),
                        List.of("default", "my lab")));
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.122.1/24, 192.168.122.0/24",
        "10.0.0.1, 10.0.0.1/32",
        "255.255.255.255/0, 0.0.0.0/0",
        "10.1.2.3/33, ",
        "10.1.2/24, ",
        "10.1.2.256/24, ",
        "10.1.2.3/x, ",
        "'', ",
        "fd00::1/64, ",
        "1.2.3.4/255.255.255.0, 1.2.3.0/24",
        "1.2.3.4/255.0.255.0, ",
        "1.2.3.4/, 1.0.0.0/8",
        "172.16.3.4/, 172.16.0.0/16",
        "192.168.3.4/, 192.168.3.0/24",
    })
    void spellsBlocksInOneWay(String text, String block) {
        assertThat(Cidr.of(text)).isEqualTo(Optional.ofNullable(block));
    }

    @ParameterizedTest
    @CsvSource({
        "qemu:///system, qemu:///system",
        "qemu+ssh://root@10.0.0.9:22/system, qemu:///system",
        "qemu+unix:///session?socket=/run/x, qemu+unix:///session?socket=/run/x",
        "test:///default, test:///default",
    })
    void knowsTheUriOnTheHostItself(String uri, String own) {
        assertThat(LibvirtUri.onItself(uri)).isEqualTo(own);
    }

    @Test
    void refusesWhatIsNoUri() {
        assertThatThrownBy(() -> LibvirtUri.onItself("qemu system"))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "'qemu system' is not a valid libvirt URI; expected one like qemu:///system or qemu+ssh://root@host/system");
    }

    @Test
    void quotesTheFolder() {
        FakeHost host = new FakeHost();
        ProbeAnswers.capableIntelHost(host.answers);
        HostResources.of(host, "/a b/c'd");
        assertThat(host.answers.asked())
                .extracting(Command::line)
                .singleElement()
                .asString()
                .contains("f='/a b/c'\\''d'");
    }
}
