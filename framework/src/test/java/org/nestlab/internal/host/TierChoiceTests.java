package org.nestlab.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nestlab.HostNotCapableException;
import org.nestlab.fake.FakeHost;
import org.nestlab.fake.ProbeAnswers;
import org.nestlab.internal.settings.TierSetting;
import org.nestlab.spec.Tier;

class TierChoiceTests {

    private final FakeHost host = new FakeHost();

    TierChoiceTests() {
        ProbeAnswers.capableIntelHost(host.answers);
    }

    private TierChoice decide(TierSetting requested) {
        return TierChoice.decide(HostFacts.of(host, "/var"), requested);
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "KVM"})
    void takesKvmWhereEverythingIsThere(TierSetting requested) {
        assertThat(decide(requested))
                .isEqualTo(
                        new TierChoice(Tier.KVM, "the CPU has vmx, /dev/kvm answers API 12, nested of kvm_intel is Y"));
    }

    @Test
    void emulatesWhereItIsAskedTo() {
        assertThat(decide(TierSetting.EMULATED))
                .isEqualTo(new TierChoice(Tier.EMULATED, "nestlab.tier=emulated asks for it"));
    }

    @Test
    void emulatesWithoutTheExtensionThoughTheDeviceWorks() {
        ProbeAnswers.cpuinfo(host.answers, "cpuinfo-l0-no-extension.txt");
        assertThat(decide(TierSetting.AUTO))
                .isEqualTo(new TierChoice(
                        Tier.EMULATED,
                        "/dev/kvm answers API 12 but the CPU (Intel(R) Xeon(R) Processor) offers neither vmx nor svm"));
        ProbeAnswers.device(host.answers, "present=no\n");
        assertThat(decide(TierSetting.AUTO).reason())
                .isEqualTo("the CPU (Intel(R) Xeon(R) Processor) offers neither vmx nor svm");
    }

    @Test
    void refusesKvmWithoutTheExtension() {
        ProbeAnswers.cpuinfo(host.answers, "cpuinfo-l0-no-extension.txt");
        assertThatThrownBy(() -> decide(TierSetting.KVM))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessage(
                        "L0 host: nestlab.tier=kvm, but /dev/kvm answers API 12 but the CPU (Intel(R) Xeon(R) Processor) offers neither vmx nor svm. Expected: vmx or svm. Take a machine whose CPU has it (in a cloud: an instance type with nested virtualization; in a VM: host-passthrough), or set nestlab.tier=emulated");
    }

    @Test
    void neverFallsBackWhereNestingIsOff() {
        ProbeAnswers.nested(host.answers, "kvm_intel loadable present N\nflag vmx\n");
        refuses(
                "nested of kvm_intel is N. Expected: Y or 1. Set nestlab.host.nesting=enable, or run `modprobe -r kvm_intel && modprobe kvm_intel nested=1` while no guest runs");
        ProbeAnswers.nested(host.answers, "kvm_intel builtin present N\nflag vmx\n");
        refuses(
                "nested of kvm_intel is N. Expected: Y or 1. kvm_intel is built into the kernel: add kvm_intel.nested=1 to the kernel command line and reboot");
        ProbeAnswers.nested(host.answers, "kvm_intel loadable absent\nflag vmx\n");
        refuses("kvm_intel has no parameter nested. Expected: Y or 1. Boot a kernel whose KVM can nest");
        ProbeAnswers.nested(host.answers, "kvm_intel loadable present 10\nflag vmx\n");
        refuses(
                "nested of kvm_intel holds '10'. Expected: Y or 1. Set nestlab.host.nesting=enable, or run `modprobe -r kvm_intel && modprobe kvm_intel nested=1` while no guest runs");
    }

    @Test
    void neverFallsBackWhereTheDeviceIsClosed() {
        ProbeAnswers.device(host.answers, "present=yes\nmode=600\nowner=root\ngroup=root\nerror=Permission denied\n");
        refuses(
                "/dev/kvm (root:root 600) does not open: Permission denied. Expected: open for this user. Run `chgrp kvm /dev/kvm; chmod 660 /dev/kvm; usermod -aG kvm $USER` as root and log in anew");
        ProbeAnswers.device(host.answers, "present=no\n");
        refuses(
                "/dev/kvm is not there. Expected: a device that opens. In a container, hand it in with --device /dev/kvm; elsewhere `modprobe kvm` and udev make it");
        ProbeAnswers.device(host.answers, "present=yes\nopens=yes\napi=12\nerror=KVM_CREATE_VM: Device busy\n");
        refuses(
                "/dev/kvm answers API 12 (KVM_CREATE_VM: Device busy) and makes no VM. Expected: API 12 and a VM. Look into dmesg; another hypervisor on this host may hold the CPU's extension");
        ProbeAnswers.device(host.answers, "present=yes\nopens=yes\nerror=KVM_GET_API_VERSION: no\n");
        refuses(
                "/dev/kvm opens but does not answer (KVM_GET_API_VERSION: no) and makes no VM. Expected: API 12 and a VM. Look into dmesg; another hypervisor on this host may hold the CPU's extension");
    }

    @Test
    void neverFallsBackWhereTheModuleIsAbsent() {
        ProbeAnswers.modules(host.answers, "module kvm_intel available 0\n");
        refuses(
                "the module kvm_intel is not loaded. Expected: loaded. Run `modprobe kvm_intel`; if it refuses, dmesg says why (often: virtualization is disabled in the firmware)");
        ProbeAnswers.modules(host.answers, "");
        refuses(
                "the kernel 6.1.0-37-amd64 has no module kvm_intel. Expected: KVM. Boot a kernel that has it, as Debian's linux-image-amd64 does");
    }

    private void refuses(String message) {
        for (TierSetting requested : List.of(TierSetting.AUTO, TierSetting.KVM)) {
            assertThatThrownBy(() -> decide(requested))
                    .isInstanceOf(HostNotCapableException.class)
                    .hasMessage("L0 host: the CPU has vmx, but " + message);
        }
    }
}
