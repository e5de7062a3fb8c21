package org.nestlab.internal.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.nestlab.internal.fingerprint.RecordedMachine.CPU;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.digest.Sha256;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;

class FingerprintFactsTests {

    private static final String STARTING_UP =
            "2026-11-23 20:12:01.123+0000: starting up libvirt version: 9.0.0, package: 9.0.0-4+deb12u2 (Debian), "
                    + "qemu version: 7.2.22Debian 1:7.2+dfsg-7+deb12u18+b1, kernel: 6.1.0-41-amd64, hostname: host\n";

    @TempDir
    Path folder;

    private RecordedMachine machine;

    @BeforeEach
    void begin() {
        machine = new RecordedMachine(folder);
    }

    private RecordedMachine intelHost() {
        return machine.kernel("6.1.0-41-amd64", "#1 SMP PREEMPT_DYNAMIC Debian 6.1.158-1 (2025-11-09)")
                .recordedCpu("intel-host")
                .file(
                        "proc/cmdline",
                        "BOOT_IMAGE=/vmlinuz root=/dev/sda1 quiet mitigations=auto,nosmt intel_iommu=on isolcpus=2-7")
                .file("proc/meminfo", """
                        MemTotal:       32786420 kB
                        MemFree:         1023420 kB
                        HugePages_Total:    1024
                        HugePages_Free:       12
                        Hugepagesize:       2048 kB
                        """)
                .file(CPU + "vulnerabilities/meltdown", "Not affected")
                .file(CPU + "vulnerabilities/retbleed", "Mitigation: Enhanced IBRS")
                .file(CPU + "vulnerabilities/srbds", "Mitigation: Microcode")
                .file(CPU + "cpu0/cpufreq/scaling_governor", "powersave")
                .file(CPU + "cpu0/cpufreq/scaling_driver", "intel_pstate")
                .file(CPU + "intel_pstate/no_turbo", "1")
                .file(CPU + "smt/control", "off")
                .file("sys/devices/system/node/online", "0-1")
                .file("sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc")
                .file("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never")
                .file("sys/kernel/mm/ksm/run", "0")
                .file("sys/kernel/security/lsm", "lockdown,capability,yama,apparmor")
                .file("sys/module/kvm/parameters/halt_poll_ns", "200000")
                .file("sys/module/kvm_intel/parameters/nested", "Y")
                .file("sys/module/kvm_intel/parameters/enable_shadow_vmcs", "Y")
                .file(
                        "var/log/libvirt/qemu/nestlab-l1.log",
                        STARTING_UP + "LC_ALL=C \\\n" + STARTING_UP.replace("9.0.0", "8.0.0"));
    }

    private static String[] flags(FingerprintFacts facts) {
        return facts.details().getOrDefault("cpu.flags", "").split(" ");
    }

    @Test
    void anIntelHost() {
        FingerprintFacts facts = intelHost().factsHosting("nestlab-l1");
        assertThat(facts.identity())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "cpu", "Intel(R) Core(TM) i7-10700 CPU @ 2.90GHz",
                        "cpu.version", "GenuineIntel family 6 model 165 stepping 5",
                        "microcode", "0xea",
                        "kernel", "6.1.0-41-amd64",
                        "kernel.build", "#1 SMP PREEMPT_DYNAMIC Debian 6.1.158-1 (2025-11-09)",
                        "mitigations", "mitigations=auto,nosmt",
                        "vulnerability.retbleed", "Mitigation: Enhanced IBRS",
                        "vulnerability.srbds", "Mitigation: Microcode",
                        "libvirt", "9.0.0 (9.0.0-4+deb12u2)",
                        "qemu", "7.2.22 (1:7.2+dfsg-7+deb12u18+b1)"));
        assertThat(facts.details())
                .containsEntry("governor", "powersave")
                .containsEntry("scaling.driver", "intel_pstate")
                .containsEntry("turbo", "off")
                .containsEntry("smt", "off")
                .containsEntry("numa.nodes", "0-1")
                .containsEntry("huge.pages", "1024 of 2048 KiB")
                .containsEntry("huge.pages.transparent", "madvise")
                .containsEntry("memory", "31.25 GiB")
                .containsEntry("ksm", "0")
                .containsEntry("clocksource", "tsc")
                .containsEntry("lsm", "lockdown,capability,yama,apparmor")
                .containsEntry("kernel.options", "intel_iommu=on isolcpus=2-7")
                .containsEntry("kvm.halt_poll_ns", "200000")
                .containsEntry("kvm_intel.nested", "Y")
                .containsEntry("kvm_intel.enable_shadow_vmcs", "Y")
                .doesNotContainKey("selinux.enforcing");
        assertThat(facts.details().get("cpu.vmx"))
                .isEqualTo(
                        "apicv ept ept_1gb ept_ad ept_mode_based_exec ept_x_only flexpriority invvpid mtf ple pml posted_intr"
                                + " preemption_timer shadow_vmcs tsc_offset tsc_scaling unrestricted_guest vapic vapic_reg vid vnmi vpid"
                                + " vtpr");
        assertThat(flags(facts))
                .contains("vmx", "ept", "sse4_2")
                .doesNotContain("svm", "hypervisor")
                .isSorted();
    }

    @Test
    void anAmdHost() {
        FingerprintFacts facts = machine.kernel("6.12.9-amd64", "#1 SMP PREEMPT_DYNAMIC Debian 6.12.9-1 (2025-01-10)")
                .cpuinfo("""
                        processor\t: 0
                        vendor_id\t: AuthenticAMD
                        cpu family\t: 25
                        model\t\t: 1
                        model name\t: AMD EPYC 7313 16-Core Processor
                        stepping\t: 1
                        microcode\t: 0xa0011d5
                        cpu MHz\t\t: 3000.000
                        flags\t\t: fpu svm npt avx2 vgif
                        bugs\t\t: spectre_v1

                        processor\t: 1
                        vendor_id\t: AuthenticAMD
                        model name\t: another
                        flags\t\t: fpu
                        """)
                .file(
                        "proc/cmdline",
                        "ro default_hugepagesz=1G hugepagesz=1G hugepages=16 kvm_amd.avic=1 spectre_v2=retpoline")
                .file(
                        "proc/meminfo",
                        "MemTotal:  263858176 kB\nHugePages_Total:      16\nHugepagesize:    1048576 kB\n")
                .file(CPU + "vulnerabilities/spec_rstack_overflow", "Mitigation: Safe RET")
                .file(CPU + "cpu0/cpufreq/scaling_governor", "performance")
                .file(CPU + "cpu0/cpufreq/scaling_driver", "acpi-cpufreq")
                .file(CPU + "cpufreq/boost", "1")
                .file(CPU + "smt/control", "on")
                .file("sys/devices/system/node/online", "0-3")
                .file("sys/fs/selinux/enforce", "1")
                .file("sys/module/kvm_amd/parameters/nested", "1")
                .facts();
        assertThat(facts.identity())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "cpu", "AMD EPYC 7313 16-Core Processor",
                        "cpu.version", "AuthenticAMD family 25 model 1 stepping 1",
                        "microcode", "0xa0011d5",
                        "kernel", "6.12.9-amd64",
                        "kernel.build", "#1 SMP PREEMPT_DYNAMIC Debian 6.12.9-1 (2025-01-10)",
                        "mitigations", "kvm_amd.avic=1 spectre_v2=retpoline",
                        "vulnerability.spec_rstack_overflow", "Mitigation: Safe RET"));
        assertThat(facts.details())
                .containsOnly(
                        Map.entry("cpus", "2"),
                        Map.entry("cpu.flags", "avx2 fpu npt svm vgif"),
                        Map.entry("kernel.options", "default_hugepagesz=1G hugepages=16 hugepagesz=1G"),
                        Map.entry("governor", "performance"),
                        Map.entry("scaling.driver", "acpi-cpufreq"),
                        Map.entry("turbo", "on"),
                        Map.entry("smt", "on"),
                        Map.entry("numa.nodes", "0-3"),
                        Map.entry("selinux.enforcing", "1"),
                        Map.entry("kvm_amd.nested", "1"),
                        Map.entry("memory", "251.75 GiB"),
                        Map.entry("huge.pages", "16 of 1048576 KiB"));
    }

    @Test
    void anEmulatedL1AndItsL2() {
        machine.kernel("6.1.0-41-cloud-amd64", "#1 SMP Debian 6.1.158-1").file("proc/meminfo", "MemTotal: 4018000 kB");
        FingerprintFacts l1 = machine.recordedCpu("l1-svm-emulated")
                .file("proc/cmdline", "console=ttyS0 root=/dev/vda")
                .file("sys/module/kvm_amd/parameters/nested", "1")
                .file(
                        ".cache/libvirt/qemu/log/nestlab-l2.log",
                        "2026-11-23 20:13:00.0+0000: starting up libvirt version: 9.0.0, qemu version: 7.2.22, kernel: x\n")
                .factsHosting("nestlab-l2");
        assertThat(l1.identity())
                .containsEntry("cpu", "AMD EPYC Processor")
                .containsEntry("cpu.version", "AuthenticAMD family 23 model 1 stepping 2")
                .containsEntry("mitigations", "default")
                .containsEntry("libvirt", "9.0.0")
                .containsEntry("qemu", "7.2.22");
        assertThat(l1.details())
                .containsEntry("memory", "3.75 GiB")
                .containsEntry("kvm_amd.nested", "1")
                .doesNotContainKeys("governor", "turbo", "smt", "numa.nodes", "cpu.vmx");
        assertThat(flags(l1)).contains("svm", "npt", "hypervisor");

        FingerprintFacts l2 = machine.recordedCpu("l2-svm-nested").facts();
        assertThat(l2.identity()).containsEntry("microcode", "0x1000065").doesNotContainKeys("qemu", "libvirt");
        assertThat(flags(l2)).contains("tsc_known_freq", "x2apic").doesNotContain("avx2");
    }

    @Test
    void anOlderKernelKnowsNoVmxFlags() {
        FingerprintFacts facts = intelHost()
                .cpuinfo(
                        "processor\t: 0\nvendor_id\t: GenuineIntel\nmodel name\t: Intel(R) Xeon(R)\nflags\t\t: vmx ept\n")
                .facts();
        assertThat(facts.details()).containsEntry("cpu.flags", "ept vmx").doesNotContainKey("cpu.vmx");
        assertThat(facts.identity()).doesNotContainKeys("cpu.version", "qemu");
    }

    @Test
    void thisMachine() {
        LocalShell shell = new LocalShell("L0 host");
        FingerprintFacts facts =
                FingerprintFacts.parse(shell.run(MachineScript.hosting("no-such-domain", "/var/log/libvirt/qemu"))
                        .orThrow()
                        .stdout());
        assertThat(facts.identity())
                .containsEntry(
                        "kernel", shell.run(Command.shell("uname -r")).orThrow().text())
                .containsKeys("kernel.build", "mitigations")
                .doesNotContainKey("qemu");
        assertThat(facts.details())
                .containsEntry(
                        "cpus",
                        shell.run(Command.shell("grep -c ^processor /proc/cpuinfo"))
                                .orThrow()
                                .text())
                .containsKey("memory");
    }

    @Test
    void aDomainsNameIsNoScript() {
        assertThat(MachineScript.hosting("x; reboot", "/var/log/libvirt/qemu").line())
                .isEqualTo(MachineScript.of().line());
        assertThat(MachineScript.hosting("nestlab-l1", "/var/log/libvirt/qemu").line())
                .contains("/var/log/libvirt/qemu/nestlab-l1.log");
    }

    private static String built(String build) {
        return "hypervisor=starting up libvirt version: 11.1.0, qemu version: 11.0.50%s, kernel: 6.12, hostname: h\n"
                .formatted(build);
    }

    @Test
    void aQemuOfOnesOwnIsKnownByItsBytes() {
        String log = "var/log/libvirt/qemu/%s.log";
        String head = built("v11.0.0-rc1-123-gabcdef-dirty").substring("hypervisor=".length());
        machine.kernel("6.12", "#1")
                .file(log.formatted("one.l1"), head)
                .file(log.formatted("two"), head)
                .file("usr/bin/qemu", "of the path")
                .qemu(7, "one-l1", "another's")
                .qemu(8, "one.l1", "changed sources")
                .qemu(9, "two", "changed again");
        String one = machine.describe(MachineScript.hosting("one.l1", "/var/log/libvirt/qemu"));
        assertThat(FingerprintFacts.namesNoBuild(one)).isTrue();

        FingerprintFacts first =
                FingerprintFacts.parse(one + machine.describe(MachineScript.binary("one.l1", "/var/log/libvirt/qemu")));
        FingerprintFacts second =
                FingerprintFacts.parse(one + machine.describe(MachineScript.binary("two", "/var/log/libvirt/qemu")));

        assertThat(first.identity())
                .containsEntry("qemu", "11.0.50 (v11.0.0-rc1-123-gabcdef-dirty)")
                .containsEntry("qemu.sha256", Sha256.hex("changed sources\n").substring(0, 16));
        assertThat(second.identity())
                .containsEntry("qemu.sha256", Sha256.hex("changed again\n").substring(0, 16));
        assertThat(machine.describe(MachineScript.binary("nobody", "/var/log/libvirt/qemu")))
                .isEmpty();
    }

    @Test
    void aProgramThatMayNotBeReadIsReadByItsPathButForAContainers() throws IOException {
        machine.kernel("6.12", "#1").qemu(7, "one", "").file("usr/bin/qemu", "of the path");
        Files.delete(folder.resolve("proc/7/exe"));
        assertThat(machine.describe(MachineScript.binary("one", "/var/log/libvirt/qemu")))
                .isEqualTo("qemu.sha256=%s\n".formatted(Sha256.hex("of the path\n")));
        assertThat(machine.describe(MachineScript.binary("one", "/var/lib/nestlab/containers/0a1b2c3d/log")))
                .isEmpty();
    }

    @Test
    void onlyAQemuThatIsNoPackageIsToBeRead() {
        assertThat(FingerprintFacts.namesNoBuild(built("Debian 1:11.0+ds-1"))).isFalse();
        assertThat(FingerprintFacts.namesNoBuild(built("openSUSE Tumbleweed"))).isTrue();
        assertThat(FingerprintFacts.namesNoBuild("kernel=6.12\n")).isFalse();
        assertThat(FingerprintFacts.parse(built("") + "qemu.sha256=no such file\n")
                        .identity())
                .doesNotContainKey("qemu.sha256");
    }

    @Test
    void nothingSaysNothing() {
        assertThat(FingerprintFacts.parse("").identity()).isEqualTo(Map.of("mitigations", "default"));
        assertThat(FingerprintFacts.parse("=\n= \nkernel=\nkernel\n\0\n meminfo.MemTotal=many\nmeminfo.MemTotal=-1\n")
                        .identity())
                .isEqualTo(Map.of("mitigations", "default"));
        assertThat(FingerprintFacts.parse("kernel=6.1\nkernel=6.12\n").identity())
                .containsEntry("kernel", "6.1");
        assertThat(FingerprintFacts.parse("meminfo.MemTotal=99999999999999999999\n")
                        .details())
                .isEmpty();
    }

    @Test
    void whatIsCutOrSpoiltIsReadAsFarAsItGoes() {
        String text = intelHost().describe(MachineScript.hosting("nestlab-l1", "/var/log/libvirt/qemu"));
        FingerprintFacts whole = FingerprintFacts.parse(text);
        for (int end = 0; end < text.length(); end += 7) {
            FingerprintFacts cut = FingerprintFacts.parse(text.substring(0, end));
            assertThat(whole.details().keySet()).containsAll(cut.details().keySet());
        }
        String[] pieces = {"\0", "=", "\n", "é", "[", "%s", "9".repeat(400), "\r"};
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(60));
            String piece = pieces[random.nextInt(pieces.length)].repeat(1 + random.nextInt(20));
            assertThat(FingerprintFacts.parse(text.substring(0, from) + piece + text.substring(to))
                            .identity())
                    .containsKey("mitigations");
        }
    }

    @Test
    void whatIsFarTooMuchIsPassedOverInTime() {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            String version = "libvirt version: 1.0 ".repeat(100_000);
            assertThat(FingerprintFacts.parse("hypervisor=" + version + "\nkernel=6.1\n")
                            .identity())
                    .isEqualTo(Map.of("kernel", "6.1", "mitigations", "default"));
            assertThat(FingerprintFacts.parse("thp=" + "[a".repeat(1_000_000)).details())
                    .isEmpty();
            assertThat(FingerprintFacts.parse("x=y\n".repeat(500_000) + "kernel=6.1\n")
                            .identity())
                    .containsEntry("kernel", "6.1");
            assertThat(FingerprintFacts.parse("cpuinfo.flags=" + "a ".repeat(8_000))
                            .details())
                    .isEqualTo(Map.of("cpu.flags", "a"));
        });
    }
}
