package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nestlab.fake.FakeHost;
import org.nestlab.fake.ProbeAnswers;
import org.nestlab.internal.cli.DoctorCheck.State;
import org.nestlab.internal.host.HostFacts;
import org.nestlab.internal.host.HostSupplies;
import org.nestlab.internal.settings.TierSetting;
import picocli.CommandLine.Help.Ansi;

class DoctorReportTests {

    private final FakeHost host = new FakeHost();
    private DoctorConnection connection = new DoctorConnection("qemu:///system", true, "QEMU 7.2.22, libvirt 9.0.0");
    private DoctorImageCache images = new DoctorImageCache(Path.of("/var/cache/nestlab"), List.of("lab-ext4-0123"));
    private DoctorRunner runner =
            new DoctorRunner("17.0.15", Optional.of("v20.20.2"), Optional.of("Bochs 2.7"), Optional.of("20.10.24"));
    private TierSetting tier = TierSetting.AUTO;
    private boolean remote;

    @BeforeEach
    void capableHost() {
        ProbeAnswers.capableIntelHost(host.answers);
    }

    private DoctorReport report() {
        return DoctorReport.of(new DoctorFindings(
                HostFacts.of(host, "/var/lib/nestlab"),
                HostSupplies.of(host),
                remote,
                runner,
                connection,
                images,
                tier));
    }

    private DoctorCheck check(String id) {
        return report().checks().stream()
                .filter(check -> check.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void writesTheWholeTable() {
        assertThat(DoctorText.render(report(), Ansi.OFF)).isEqualTo("""
                        ok       CPU extension     vmx with ept, Intel(R) Core(TM) i7-10700 CPU @ 2.90GHz
                        ok       KVM module        kvm loaded, kvm_intel loaded
                        ok       nested parameter  nested of kvm_intel is Y
                        ok       /dev/kvm          root:kvm 660, opens, API 12
                        ok       QEMU              7.2.22
                        ok       libvirt           9.0.0
                        ok       Connection        qemu:///system: QEMU 7.2.22, libvirt 9.0.0
                        ok       Subnets in use    127.0.0.0/8, 192.0.2.0/24, 192.168.122.0/24
                        ok       Default network   there; labs bring their own
                        ok       Memory            32768 of 64000 MiB available
                        ok       Storage           100 GiB free in /var/lib/nestlab
                        ok       CPUs              16
                        ok       Image cache       lab-ext4-0123 in /var/cache/nestlab
                        ok       System            Debian GNU/Linux 12 (bookworm), Linux 6.1.0-37-amd64 x86_64
                        ok       Java              17.0.15
                        ok       Node              v20.20.2
                        ok       Bochs             Bochs 2.7
                        ok       Docker            20.10.24

                        Tier: kvm (the CPU has vmx, /dev/kvm answers API 12, nested of kvm_intel is Y)
                        Ready.
                        """);
    }

    @Test
    void writesTheRemedyBelowItsLine() {
        ProbeAnswers.nested(host.answers, "kvm_intel loadable present N\nflag vmx\n");
        assertThat(DoctorText.render(report(), Ansi.OFF)).contains("""
                        missing  nested parameter  nested of kvm_intel is N
                                                   → Set nestlab.host.nesting=enable, or run `modprobe -r kvm_intel && modprobe kvm_intel nested=1` while no guest runs
                        """).endsWith("""

                        Tier: none (L0 host: the CPU has vmx, but nested of kvm_intel is N. Expected: Y or 1. Set nestlab.host.nesting=enable, or run `modprobe -r kvm_intel && modprobe kvm_intel nested=1` while no guest runs)
                        Not ready.
                        """);
    }

    @Test
    void isReadyForEmulationWithoutTheExtension() {
        ProbeAnswers.cpuinfo(host.answers, "cpuinfo-l0-no-extension.txt");
        ProbeAnswers.nested(host.answers, "flag \n");
        ProbeAnswers.modules(host.answers, "module kvm builtin 0\nmodule kvm_pvm builtin 0\n");
        assertThat(report().ready()).isTrue();
        assertThat(report().reason())
                .isEqualTo(
                        "/dev/kvm answers API 12 but the CPU (Intel(R) Xeon(R) Processor) offers neither vmx nor svm");
        assertThat(check("cpu"))
                .isEqualTo(DoctorCheck.warn(
                        "cpu",
                        "CPU extension",
                        "neither vmx nor svm, Intel(R) Xeon(R) Processor",
                        "labs are emulated here; for the kvm tier take a machine whose CPU has one of them"));
        assertThat(check("kvm-module").observed()).isEqualTo("kvm built in, kvm_pvm built in");
        assertThat(check("nested").observed())
                .isEqualTo("no kvm_intel or kvm_amd in the kernel (emulation needs none)");
        ProbeAnswers.device(host.answers, "present=no\n");
        assertThat(check("kvm-device").observed()).isEqualTo("not there (emulation needs none)");
        tier = TierSetting.KVM;
        assertThat(report().ready()).isFalse();
    }

    @Test
    void seesADeviceThatMakesLibvirtProbeAtEveryCall() {
        ProbeAnswers.device(host.answers, "present=yes\nmode=600\nowner=root\ngroup=root\nopens=yes\napi=12\nvm=yes\n");
        assertThat(check("kvm-device"))
                .isEqualTo(DoctorCheck.warn(
                        "kvm-device",
                        "/dev/kvm",
                        "root:root 600, opens, API 12: libvirt's QEMU cannot open it, so libvirt probes QEMU anew at every call",
                        "chgrp kvm /dev/kvm; chmod 660 /dev/kvm (as root; `nestlab setup` does it)"));
        assertThat(report().ready()).isTrue();
    }

    @Test
    void missesWhatHardwareNeeds() {
        ProbeAnswers.modules(host.answers, "module kvm_intel available 0\n");
        assertThat(check("kvm-module"))
                .isEqualTo(
                        DoctorCheck.missing(
                                "kvm-module",
                                "KVM module",
                                "the module kvm_intel is not loaded",
                                "Run `modprobe kvm_intel`; if it refuses, dmesg says why (often: virtualization is disabled in the firmware)"));
        ProbeAnswers.device(host.answers, "present=no\n");
        assertThat(check("kvm-device").state()).isEqualTo(State.MISSING);
        assertThat(report().ready()).isFalse();
        tier = TierSetting.EMULATED;
        assertThat(report().ready()).as("emulation needs none of it").isTrue();
    }

    @Test
    void showsABuiltInModule() {
        ProbeAnswers.nested(host.answers, "kvm_intel builtin present Y\nflag vmx\n");
        assertThat(check("nested").observed()).isEqualTo("nested of kvm_intel is Y (built in)");
        ProbeAnswers.nested(host.answers, "kvm_intel loadable absent\nflag vmx\n");
        assertThat(check("nested").observed()).isEqualTo("kvm_intel has no parameter nested");
        assertThat(check("nested").remedy()).isEqualTo("Boot a kernel whose KVM can nest");
    }

    @Test
    void missesPrograms() {
        host.answers.on("qemu-system-x86_64 qemu-kvm", "");
        connection = new DoctorConnection("qemu:///system", false, "L0 host: no connection to qemu:///system: refused");
        String remedy = "nestlab setup, or mvn verify -Psetup";
        assertThat(check("qemu")).isEqualTo(DoctorCheck.missing("qemu", "QEMU", "not installed", remedy));
        assertThat(check("libvirt")).isEqualTo(DoctorCheck.missing("libvirt", "libvirt", "not installed", remedy));
        assertThat(check("connection"))
                .isEqualTo(DoctorCheck.missing(
                        "connection", "Connection", "L0 host: no connection to qemu:///system: refused", remedy));
        assertThat(report().ready()).isFalse();
    }

    @Test
    void tellsWhyAProgramThatIsThereCannotBeUsed() {
        host.answers.on(
                "qemu-system-x86_64 qemu-kvm",
                "qemu-binary=/usr/bin/q\nqemu-status=127\nqemu=libspice-server.so.1: not found\nlibvirt=9.0.0\n");
        assertThat(check("qemu"))
                .isEqualTo(DoctorCheck.missing(
                        "qemu",
                        "QEMU",
                        "cannot be used: /usr/bin/q --version ended with status 127, and printed: libspice-server.so.1: not found",
                        "repair or remove that program, then nestlab setup, or mvn verify -Psetup"));
        assertThat(check("libvirt").observed()).isEqualTo("9.0.0");
    }

    @Test
    void gradesRoom() {
        host.answers.on("MemAvailable", "cpus 1\ntotal 6000000\navailable 4718591\nfree 4194303\n");
        assertThat(check("memory"))
                .isEqualTo(DoctorCheck.missing(
                        "memory", "Memory", "4607 of 5859 MiB available", "free some: the default lab needs 4608 MiB"));
        assertThat(check("disk"))
                .isEqualTo(DoctorCheck.missing(
                        "disk", "Storage", "3 GiB free in /var/lib/nestlab", "free some: the default lab needs 4 GiB"));
        assertThat(check("cpus").state()).isEqualTo(State.WARN);
        host.answers.on("MemAvailable", "cpus 2\ntotal 6000000\navailable 4718592\nfree 4194304\n");
        assertThat(check("memory").state()).isEqualTo(State.WARN);
        assertThat(check("disk"))
                .isEqualTo(DoctorCheck.warn(
                        "disk",
                        "Storage",
                        "4 GiB free in /var/lib/nestlab",
                        "the default lab fits; for more, free 10 GiB"));
        assertThat(report().ready()).isTrue();
    }

    @Test
    void warnsOfWhatOnlyCostsTime() {
        images = new DoctorImageCache(Path.of("/var/cache/nestlab"), List.of());
        runner = new DoctorRunner("17.0.15", Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(check("images").observed()).isEqualTo("no image in /var/cache/nestlab");
        assertThat(check("images").state()).isEqualTo(State.WARN);
        assertThat(check("images").remedy()).endsWith("`nestlab image build` does it now");
        assertThat(check("node").state()).isEqualTo(State.WARN);
        assertThat(check("bochs"))
                .isEqualTo(
                        DoctorCheck.warn(
                                "bochs",
                                "Bochs",
                                "not found",
                                "nestlab setup installs it; without it exact machines have AMD's SVM alone, and not Intel's VMX"));
        assertThat(check("docker").remedy()).startsWith("only labs with a hypervisor in a container need it");
        assertThat(report().ready()).isTrue();
    }

    @Test
    void ofAnotherHostEachRemedyIsForThatHost() {
        remote = true;
        connection = new DoctorConnection("qemu+ssh://root@l1/system", false, "no libvirt");
        images = new DoctorImageCache(Path.of("/var/cache/nestlab/lab-ext4-0123"), List.of());

        assertThat(check("connection").remedy()).startsWith("on that host: nestlab setup");
        assertThat(check("images"))
                .isEqualTo(DoctorCheck.missing(
                        "images",
                        "Image",
                        "not there: /var/cache/nestlab/lab-ext4-0123",
                        "on that host: nestlab image build, or copy the folder to it from here"));
        assertThat(check("docker").observed())
                .isEqualTo("not asked for: a hypervisor in a container runs on this machine alone");
        assertThat(report().checks().stream().map(DoctorCheck::id)).doesNotHaveDuplicates();
        assertThat(report().ready()).isFalse();
    }

    @Test
    void coloursAreAroundTheWordsAndChangeNoWidth() {
        images = new DoctorImageCache(Path.of("/var/cache/nestlab"), List.of());
        String coloured = DoctorText.render(report(), Ansi.ON);

        assertThat(coloured)
                .contains("\u001b[32mok\u001b[39m\u001b[0m       CPU extension")
                .contains("\u001b[33mwarn\u001b[39m\u001b[0m     Image cache")
                .contains("Ready.");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(DoctorText.render(report(), Ansi.OFF));
    }
}
