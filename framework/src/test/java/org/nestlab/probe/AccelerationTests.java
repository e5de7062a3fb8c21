package org.nestlab.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.fake.FakeGuest;
import org.nestlab.fake.ProbeAnswers;
import org.nestlab.machine.KvmStatistics;
import org.nestlab.probe.Acceleration.Kind;

class AccelerationTests {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "KVM as it shows itself, kvm, KVMKVMKVM, KVM, tsc kvm-clock, AMD EPYC Processor, yes, KVM",
        "TCG as it shows itself, qemu, TCGTCGTCGTCG, '', hpet acpi_pm, AMD EPYC Processor, yes, TCG",
        "KVM without a readable dmesg, kvm, '', '', '', AMD EPYC Processor, yes, KVM",
        "KVM known by its clock alone, qemu, '', '', kvm-clock tsc, x, yes, KVM",
        "KVM that hides its signature, qemu, '', '', tsc hpet, AMD EPYC Processor, yes, UNKNOWN",
        "TCG known by its CPU's name, '', '', '', tsc, QEMU TCG CPU version 2.5+, yes, TCG",
        "bare metal, none, '', '', tsc hpet, Intel(R) Core(TM) i7, '', NONE",
        "bare metal without systemd, '', '', '', tsc, Intel(R) Core(TM) i7, '', NONE",
        "VirtualBox that pretends to be KVM, oracle, KVMKVMKVM, KVM, kvm-clock tsc acpi_pm, Intel(R), yes, UNKNOWN",
        "KVM of a cloud, amazon, KVMKVMKVM, KVM, kvm-clock tsc hpet acpi_pm, Intel(R) Xeon(R), yes, KVM",
        "another hypervisor, vmware, VMwareVMware, VMware, tsc, Intel(R) Xeon(R), yes, UNKNOWN",
        "signs that contradict each other, qemu, TCGTCGTCGTCG, KVM, tsc, x, yes, UNKNOWN",
    })
    void concludesFromInside(
            String what, String virt, String cpuid, String dmesg, String clocks, String model, String flag, Kind kind) {
        String output = "virt=%s\ncpuid=%s\ndmesg=%s\nclocks=%s\nmodel=%s\nhypervisor=%s\n"
                .formatted(virt, cpuid, dmesg, clocks, model, flag);
        assertThat(InsideView.parse(output).kind()).as(what).isEqualTo(kind);
    }

    @Test
    void tellsWhatItSawInside() {
        assertThat(InsideView.parse("virt=kvm\nclocks=tsc kvm-clock\nmodel=AMD EPYC Processor\nhypervisor=yes\n")
                        .evidence())
                .containsExactly(
                        "systemd-detect-virt: kvm",
                        "CPUID signature: (not told)",
                        "dmesg 'Hypervisor detected': (no such line)",
                        "clock sources: tsc kvm-clock",
                        "CPU: AMD EPYC Processor, hypervisor flag set");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-machine|pc-q35-7.2,usb=off,accel=kvm|KVM",
                "-accel|kvm,kernel-irqchip=on|KVM",
                "-M|q35,accel=tcg|TCG",
                "-machine|q35,accel=kvm:tcg|UNKNOWN",
                "-machine|q35|TCG",
                "-accel|xen|UNKNOWN",
                "-name|guest=accel=kvm|TCG",
            })
    void readsTheAccelerator(String option, String value, Kind kind) {
        FakeGuest l2 = FakeGuest.l1().withGuest();
        ProbeAnswers.above(
                ((FakeGuest) l2.parent()).answers,
                "=== /proc/7/cmdline\nqemu\n-uuid\n%s\n%s\n%s\n".formatted(l2.uuid(), option, value));
        l2.answers.on("true", "");
        assertThat(Acceleration.fromAbove(l2).kind()).isEqualTo(kind);
    }

    @Test
    void takesTheQemuWithTheUuidAndNotTheSearchForIt() {
        String uuid = "3f0c9d6e-0000-4000-8000-000000000001";
        String output = """
                === /proc/4/cmdline
                sh
                -c
                grep -lsF -e 3f0c9d6e-0000-4000-8000-000000000001
                === /proc/5/cmdline
                /usr/bin/qemu-system-x86_64
                -uuid
                00000000-0000-4000-8000-000000000009
                -smbios
                uuid=3f0c9d6e-0000-4000-8000-000000000001
                === /proc/6/cmdline
                /usr/bin/qemu-system-x86_64
                -enable-kvm
                -uuid
                3f0c9d6e-0000-4000-8000-000000000001
                """;
        assertThat(QemuCommandLine.find(uuid, output).orElseThrow().acceleration("L1 hypervisor"))
                .isEqualTo(new Acceleration(Kind.KVM, List.of("QEMU on L1 hypervisor was started with: kvm")));
        assertThat(QemuCommandLine.find(uuid, "")).isEmpty();
        assertThat(QemuCommandLine.find(uuid, "-uuid")).isEmpty();
    }

    @Test
    void wantsTheCountersToMove() {
        Acceleration told = new Acceleration(Kind.KVM, List.of("told"));
        assertThat(told.with(exits(5), exits(9), "L1 h"))
                .isEqualTo(new Acceleration(Kind.KVM, List.of("told", "KVM exits on L1 h: 5, then 9")));
        assertThat(told.with(exits(5), exits(5), "L1 h").kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(told.with(none(), none(), "L1 h").evidence())
                .containsExactly("told", "no KVM counters for its vCPUs on L1 h");
    }

    @Test
    void doesNotBelieveATcgWhoseKvmCountersMove() {
        Acceleration told = new Acceleration(Kind.TCG, List.of());
        assertThat(told.with(exits(5), exits(9), "L1 h").kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(told.with(none(), none(), "L1 h").kind()).isEqualTo(Kind.TCG);
    }

    @Test
    void asksTheParentAndReadsTheCountersAroundACommand() {
        FakeGuest l2 = FakeGuest.l1().withGuest().exits(100, 180);
        FakeGuest l1 = (FakeGuest) l2.parent();
        ProbeAnswers.above(l1.answers, "=== /proc/7/cmdline\nqemu\n-accel\nkvm\n-uuid\n" + l2.uuid() + "\n");
        l2.answers.on("true", "");
        assertThat(Acceleration.fromAbove(l2))
                .isEqualTo(new Acceleration(
                        Kind.KVM,
                        List.of(
                                "QEMU on L1 hypervisor was started with: kvm",
                                "KVM exits on L1 hypervisor: 100, then 180")));
        assertThat(l1.answers.asked().get(0).line()).contains(l2.uuid().toString());
    }

    @Test
    void saysWhereNoQemuIsFound() {
        FakeGuest l2 = FakeGuest.l1().withGuest();
        ProbeAnswers.above(((FakeGuest) l2.parent()).answers, "");
        l2.answers.on("true", "");
        assertThat(Acceleration.fromAbove(l2).evidence().get(0))
                .isEqualTo("no QEMU with -uuid " + l2.uuid() + " on L1 hypervisor");
        assertThat(Acceleration.fromAbove(l2).kind()).isEqualTo(Kind.UNKNOWN);
    }

    private static KvmStatistics exits(long count) {
        return new KvmStatistics(Map.of("exits", count));
    }

    private static KvmStatistics none() {
        return new KvmStatistics(Map.of());
    }
}
