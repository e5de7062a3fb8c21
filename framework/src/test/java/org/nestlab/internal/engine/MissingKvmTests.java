package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nestlab.NoAnswerException;
import org.nestlab.ProvisioningException;
import org.nestlab.fake.FakeGuest;
import org.nestlab.fake.FakeHost;
import org.nestlab.fake.ProbeAnswers;

class MissingKvmTests {

    private final ProvisioningException refused =
            new ProvisioningException("L2 guest: creating domain x: does not support virt type 'kvm'");
    private final FakeGuest l1 = FakeGuest.l1();
    private final FakeGuest l2 = l1.withGuest();

    @BeforeEach
    void anL1WhoseNestingIsOff() {
        l1.answers.on("uname -r", "6.12.95\nx86_64\n#1 SMP\n");
        ProbeAnswers.nested(l1.answers, "kvm_amd loadable present 0\nflag svm\n");
        ProbeAnswers.device(l2.answers, "present=no\n");
        l2.answers.on("/proc/cpuinfo", "vendor_id : AuthenticAMD\nmodel name : AMD EPYC\nflags : fpu lm\n");
    }

    private String message(FakeGuest machine) {
        ProvisioningException explained = MissingKvm.explained(refused, "L3 innermost", machine);
        assertThat(explained).hasCause(refused);
        return String.valueOf(explained.getMessage());
    }

    @Test
    void theMachineThatHidesTheExtensionIsNamedWithItsKernel() {
        assertThat(message(l2))
                .isEqualTo(
                        "L3 innermost was not started, as there is no usable KVM in L2 guest: its CPU shows neither vmx nor svm, and /dev/kvm is not there. Expected: vmx or svm, and a /dev/kvm that makes a VM. On L1 hypervisor, which runs it on kernel 6.12.95, nested of kvm_amd is '0': look there. Libvirt said: L2 guest: creating domain x: does not support virt type 'kvm'");
    }

    @Test
    void aDeviceThatDoesNotWorkIsToldApart() {
        ProbeAnswers.cpuinfo(l2.answers, "cpuinfo-l1-svm-emulated.txt");
        ProbeAnswers.device(
                l2.answers, "present=yes\nopens=yes\napi=12\nerror=KVM_CREATE_VM: Device or resource busy\n");

        assertThat(message(l2))
                .contains("its CPU shows svm, and /dev/kvm does not work (KVM_CREATE_VM: Device or resource busy). ");
    }

    @Test
    void anL1IsToldItsCpuMode() {
        ProbeAnswers.device(l1.answers, "present=no\n");
        l1.answers.on("/proc/cpuinfo", "vendor_id : AuthenticAMD\nflags : fpu lm\n");

        assertThat(message(l1)).contains("Its CPU mode is ", ": give it one that shows the extension. ");
    }

    @Test
    void whatElseWasRefusedStaysAsItIs() {
        ProbeAnswers.cpuinfo(l2.answers, "cpuinfo-l1-svm-emulated.txt");
        ProbeAnswers.device(l2.answers, ProbeAnswers.WORKING_DEVICE);

        assertThat(MissingKvm.explained(refused, "L3 innermost", l2)).isSameAs(refused);
        assertThat(MissingKvm.explained(refused, "L1 hypervisor", new FakeHost()))
                .isSameAs(refused);
    }

    @Test
    void aMachineThatHangsIsAskedNoMore() {
        ProvisioningException hangs = new NoAnswerException("L2 guest: no answer of libvirt");

        assertThat(MissingKvm.explained(hangs, "L3 innermost", l2)).isSameAs(hangs);
        assertThat(l2.answers.asked()).isEmpty();
    }

    @Test
    void aMachineThatDoesNotAnswerExplainsNothing() {
        l2.answers.failOn("KVM_CREATE_VM", 255, "gone");

        assertThat(MissingKvm.explained(refused, "L3 innermost", l2)).isSameAs(refused);
        assertThat(refused.getSuppressed()).hasSize(1);
    }
}
