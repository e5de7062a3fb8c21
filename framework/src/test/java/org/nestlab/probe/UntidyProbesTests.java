package org.nestlab.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.nestlab.fake.ProbeAnswers;
import org.nestlab.fake.Untidy;

/** A guest may print anything: a probe then says what it saw, or that it saw nothing, and throws nothing. */
class UntidyProbesTests {

    private static final String SVM = ProbeAnswers.sample("cpuinfo-l1-svm-emulated.txt");
    private static final String VMX = ProbeAnswers.sample("cpuinfo-intel-host.txt");

    @Test
    void cpuinfo() {
        Untidy.of(SVM, VMX).with("flags\t:", "vmx flags", "svm ", "vmx ").isRead(text -> {
            VirtExtension extension = VirtExtension.parse(text);
            assertThat(extension.nestedPaging()).isIn(false, extension.present());
            assertThat(extension.flags()).doesNotContain("");
            CpuSeen.parse(text);
        });
    }

    @Test
    void moduleParameters() {
        Untidy.of("kvm_intel builtin present N\nkvm_amd loadable present 1\nflag svm\n", "kvm_intel loadable absent\n")
                .with("kvm_amd", "flag vmx\n", "present ", "absent")
                .isRead(text -> {
                    NestedParameter nested = NestedParameter.parse(text);
                    assertThat(nested.isOn()).isIn(false, nested.module().isPresent());
                    assertThat(NestedPaging.parse(text).module()).isEqualTo(nested.module());
                });
    }

    @Test
    void theDevice() {
        Untidy.of(ProbeAnswers.WORKING_DEVICE, "present=no\n")
                .with("mode=", "api=", "opens=yes\n")
                .isRead(text -> {
                    KvmDevice device = KvmDevice.parse(text);
                    device.sharedWithGroup();
                    assertThat(device.works()).isIn(false, device.opens() && device.createsVm());
                    device.apiVersion().ifPresent(version -> assertThat(version).isNotNegative());
                });
    }

    @Test
    void accelerationFromInside() {
        Untidy.of("virt=kvm\ncpuid=KVMKVMKVM\ndmesg=KVM\nclocks=kvm-clock tsc\nmodel=AMD EPYC\nhypervisor=yes\n")
                .with("cpuid=TCGTCGTCGTCG\n", "virt=qemu\n", "virt=none\n", "kvm-clock")
                .isRead(text -> assertThat(InsideView.parse(text).evidence()).hasSize(5));
    }

    @Test
    void accelerationFromAbove() {
        UUID uuid = new UUID(1, 2);
        Untidy.of("=== /proc/7/cmdline\nqemu\n-machine\npc,accel=kvm\n-accel\nkvm:tcg\n-uuid\n" + uuid
                        + "\n-enable-kvm\n")
                .with("=== ", "-accel\n", "-machine\n", "accel=", uuid + "\n", "-uuid\n")
                .isRead(text -> QemuCommandLine.find(uuid.toString(), text)
                        .ifPresent(
                                line -> assertThat(line.acceleration("L0 host").evidence())
                                        .hasSize(1)));
    }

    @Test
    void versionsAndKernels() {
        Untidy.of("qemu-binary=/usr/bin/q\nqemu=QEMU emulator version 7.2.22 (Debian 1:7.2)\nlibvirt=9.0.0\n")
                .with("7.2", ".1", "1.1", "qemu-status=1\n", "libvirt-binary=/x\n", " version 1", "QEMU ")
                .and(
                        Untidy.endless("qemu=QEMU version 1", ".1"),
                        Untidy.endless("qemu=", "QEMU version "),
                        Untidy.endless("qemu=", "1.1x"),
                        Untidy.endless("qemu=", "1"))
                .isRead(text -> {
                    Versions versions = Versions.parse(text);
                    versions.qemu().ifPresent(version -> assertThat(version).matches("[0-9.]+"));
                    assertThat(versions.qemu().isPresent()
                                    && versions.qemuProblem().isPresent())
                            .isFalse();
                    versions.libvirtProblem()
                            .ifPresent(problem -> assertThat(problem).contains(" --version "));
                    KernelInfo.parse(text);
                });
    }

    @Test
    void listsOfCpus() {
        Untidy.of("0-3,5\n")
                .with(",", "-", "0-", "99999", "1-99999,")
                .and(Untidy.endless("0", ",1"), Untidy.endless("", "9"), Untidy.endless("0-", "9"))
                .isRead(text -> assertThat(OnlineCpus.parse(text).count()).isNotNegative());
    }

    @Test
    void answersFromElsewhere() {
        Untidy.of("reached echo reply\n", "failed From 10.0.0.1 icmp_seq=1 Destination Host Unreachable\n")
                .isRead(text -> assertThat(Reachability.parse("10.0.0.1", text).target())
                        .isEqualTo("10.0.0.1"));
    }
}
