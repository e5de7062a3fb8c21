package org.nestlab.assertion;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nestlab.assertion.NestlabAssertions.assertThat;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.nestlab.fake.FakeGuest;
import org.nestlab.fake.FakeHost;
import org.nestlab.fake.ProbeAnswers;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Machine;
import org.nestlab.probe.Acceleration;
import org.nestlab.probe.VirtExtension.Kind;

class MachineAssertTests {

    private static final String SHOW =
            "give the guest a CPU mode with the extension (CpuMode.hostPassthrough(), or withVirtualization(true)) and switch nesting on at the level above";

    private final FakeGuest l1 = FakeGuest.l1();

    MachineAssertTests() {
        ProbeAnswers.cpuinfo(l1.answers, "cpuinfo-l1-svm-emulated.txt");
        ProbeAnswers.device(l1.answers, ProbeAnswers.WORKING_DEVICE);
        ProbeAnswers.nested(l1.answers, "kvm_amd loadable present 1\nflag svm\n");
        ProbeAnswers.paging(l1.answers, "kvm_amd loadable present 1\nflag svm\n");
        l1.answers.on("uname", "6.1.0-37-cloud-amd64\nx86_64\n#1\n");
        l1.answers.on("true", "");
    }

    @Test
    void chainsWhatHolds() {
        l1.answers.on("10.0.0.1", "reached echo reply\n");
        assertThat(l1)
                .hasUsableKvm()
                .hasKvmDevice()
                .hasVirtExtension()
                .hasVirtExtension(Kind.SVM)
                .hasNestingEnabled()
                .hasNestedPaging()
                .runsKernel("6.1.0-37-cloud-amd64")
                .seesCpuModel("AMD EPYC Processor")
                .canReach("10.0.0.1")
                .canReach("10.0.0.1", 22);
    }

    @Test
    void standsBesideAssertjsOwnAssertions() {
        Machine machine = l1;
        Guest guest = l1;
        assertThat(machine).isSameAs(guest);
        assertThat(guest).hasKvmDevice();
        assertThat("text").startsWith("te");
        assertThat(1).isPositive();
    }

    @Test
    void keepsTheDescription() {
        ProbeAnswers.device(l1.answers, "present=no\n");
        assertThatThrownBy(
                        () -> assertThat((Machine) l1).as("before the switch").hasKvmDevice())
                .hasMessageStartingWith(
                        "[before the switch] L1 hypervisor (domain nestlab-0badcafe-hypervisor): no KVM device");
    }

    @Test
    void namesTheHostWithoutADomain() {
        FakeHost host = new FakeHost();
        ProbeAnswers.device(host.answers, "present=no\n");
        fails(() -> assertThat(host).hasKvmDevice(), """
                L0 host: no KVM device
                  observed: /dev/kvm is not there
                  expected: /dev/kvm is there
                  remedy:   load kvm_intel or kvm_amd; where that refuses, %s""".formatted(SHOW));
    }

    @Test
    void doesNotTakeAWorkingDeviceForUsableKvm() {
        ProbeAnswers.cpuinfo(l1.answers, "cpuinfo-l0-no-extension.txt");
        failsOnL1(() -> assertThat(l1).hasUsableKvm(), """
                no usable KVM
                  observed: CPU (Intel(R) Xeon(R) Processor) shows neither vmx nor svm; /dev/kvm (root:kvm 660) opens, answers API 12, makes a VM
                  expected: vmx or svm, and a /dev/kvm that works
                  remedy:   %s""".formatted(SHOW));
    }

    @Test
    void doesNotTakeADeviceThatIsThereForUsableKvm() {
        ProbeAnswers.device(l1.answers, "present=yes\nmode=600\nowner=root\ngroup=root\nerror=Permission denied\n");
        failsOnL1(() -> assertThat(l1).hasUsableKvm(), """
                no usable KVM
                  observed: /dev/kvm (root:root 600) does not open (Permission denied); CPU (AMD EPYC Processor) shows svm
                  expected: /dev/kvm opens, answers API 12 and makes a VM
                  remedy:   compare the device's owner and mode with root:kvm 660 and the user with group kvm; then look into dmesg""");
        ProbeAnswers.device(l1.answers, "present=no\n");
        failsOnL1(() -> assertThat(l1).hasUsableKvm(), """
                no usable KVM
                  observed: /dev/kvm is not there; CPU (AMD EPYC Processor) shows svm
                  expected: /dev/kvm opens, answers API 12 and makes a VM
                  remedy:   load the module: modprobe kvm_amd""");
    }

    @Test
    void tellsADeviceWhereNoneShouldBe() {
        ProbeAnswers.device(
                l1.answers,
                "present=yes\nmode=660\nowner=root\ngroup=kvm\nopens=yes\napi=12\nerror=KVM_CREATE_VM: Device busy\n");
        failsOnL1(() -> assertThat(l1).hasNoKvmDevice(), """
                a KVM device where none should be
                  observed: /dev/kvm (root:kvm 660) opens, answers API 12, makes no VM (KVM_CREATE_VM: Device busy)
                  expected: /dev/kvm is not there
                  remedy:   hide the extension from the guest: CpuMode withVirtualization(false)""");
        ProbeAnswers.device(l1.answers, "present=no\n");
        assertThat(l1).hasNoKvmDevice();
    }

    @Test
    void tellsTheExtension() {
        failsOnL1(() -> assertThat(l1).hasNoVirtExtension(), """
                a virtualization extension where none should be
                  observed: CPU (AMD EPYC Processor) shows svm
                  expected: neither vmx nor svm
                  remedy:   hide the extension from the guest: CpuMode withVirtualization(false)""");
        failsOnL1(() -> assertThat(l1).hasVirtExtension(Kind.VMX), """
                not the virtualization extension vmx
                  observed: CPU (AMD EPYC Processor) shows svm
                  expected: vmx
                  remedy:   the vendor decides which of the two there is: ask for hasVirtExtension() unless vmx itself matters""");
        ProbeAnswers.cpuinfo(l1.answers, "cpuinfo-l0-no-extension.txt");
        assertThat(l1).hasNoVirtExtension();
        failsOnL1(() -> assertThat(l1).hasVirtExtension(), """
                no virtualization extension
                  observed: CPU (Intel(R) Xeon(R) Processor) shows neither vmx nor svm
                  expected: vmx or svm
                  remedy:   %s""".formatted(SHOW));
        failsOnL1(() -> assertThat(l1).hasVirtExtension(Kind.SVM), """
                not the virtualization extension svm
                  observed: CPU (Intel(R) Xeon(R) Processor) shows neither vmx nor svm
                  expected: svm
                  remedy:   %s""".formatted(SHOW));
    }

    @Test
    void tellsNesting() {
        failsOnL1(() -> assertThat(l1).hasNestingDisabled(), """
                nesting is not disabled
                  observed: nested of kvm_amd is '1'
                  expected: N or 0
                  remedy:   load kvm_amd with nested=0, as GuestSpec withNesting(false) does for a guest""");
        ProbeAnswers.nested(l1.answers, "kvm_amd loadable present N\nflag svm\n");
        assertThat(l1).hasNestingDisabled();
        failsOnL1(() -> assertThat(l1).hasNestingEnabled(), """
                nesting is not enabled
                  observed: nested of kvm_amd is 'N'
                  expected: Y or 1
                  remedy:   load kvm_amd with nested=1, as GuestSpec withNesting(true) does for a guest""");
    }

    @Test
    void tellsANestedParameterThatIsNotThere() {
        ProbeAnswers.nested(l1.answers, "flag svm\n");
        failsOnL1(() -> assertThat(l1).hasNestingDisabled(), """
                nesting is not disabled
                  observed: kvm_intel or kvm_amd is not loaded
                  expected: N or 0
                  remedy:   load kvm_intel or kvm_amd with nested=0, as GuestSpec withNesting(false) does for a guest""");
        ProbeAnswers.nested(l1.answers, "kvm_intel builtin absent\nflag vmx\n");
        failsOnL1(() -> assertThat(l1).hasNestingEnabled(), """
                nesting is not enabled
                  observed: kvm_intel has no parameter nested
                  expected: Y or 1
                  remedy:   kvm_intel is built into the kernel: boot it with kvm_intel.nested=1""");
    }

    @Test
    void tellsNestedPagingThatTheModuleDoesNotUse() {
        ProbeAnswers.paging(l1.answers, "kvm_amd loadable present 0\nflag svm\n");
        failsOnL1(() -> assertThat(l1).hasNestedPaging(), """
                no nested paging
                  observed: CPU (AMD EPYC Processor) shows svm, nested paging shown; npt of kvm_amd is '0'
                  expected: the CPU shows npt and the module uses it
                  remedy:   show the feature to the guest, and load kvm_amd with npt=1""");
    }

    @Test
    void tellsAKernelAndACpuModel() {
        failsOnL1(() -> assertThat(l1).runsKernel("6.12.0"), """
                another kernel runs
                  observed: 6.1.0-37-cloud-amd64
                  expected: 6.12.0
                  remedy:   check GuestSpec withKernel(…); a kernel from files must bring its own modules in its initramfs""");
        l1.answers.on("cpu/online", "0-1\n");
        assertThat(l1).hasCpus(2);
        failsOnL1(() -> assertThat(l1).hasCpus(4), """
                another number of CPUs is online
                  observed: 2
                  expected: 4
                  remedy:   say the number with GuestSpec withVcpus(…): without it the tier decides, as `nestlab plan` shows""");
        FakeHost host = new FakeHost();
        ProbeAnswers.cpuinfo(host.answers, "cpuinfo-intel-host.txt");
        failsOnL1(() -> assertThat(l1).seesSameCpuModelAs(host), """
                another CPU model is seen
                  observed: AMD EPYC Processor
                  expected: Intel(R) Core(TM) i7-10700 CPU @ 2.90GHz
                  remedy:   compare the CPU in the guest's live definition (Guest.domainXml()) with GuestSpec withCpu(…)""");
    }

    @Test
    void tellsAnAddressOutOfReach() {
        l1.answers.on("192.0.2.9", "failed No route to host\n");
        String remedy =
                "compare `ip route` on both sides; the level between has to forward (net.ipv4.ip_forward=1) and its firewall to let through";
        failsOnL1(() -> assertThat(l1).canReach("192.0.2.9"), """
                cannot reach 192.0.2.9
                  observed: No route to host
                  expected: an answer
                  remedy:   %s""".formatted(remedy));
        failsOnL1(() -> assertThat(l1).canReach("192.0.2.9", 80), """
                cannot reach 192.0.2.9 port 80
                  observed: No route to host
                  expected: an answer
                  remedy:   %s""".formatted(remedy));
    }

    @Test
    void wantsBothViewsToAgreeOnTheAcceleration() {
        ProbeAnswers.inside(
                l1.answers, "virt=kvm\ncpuid=KVMKVMKVM\ndmesg=KVM\nclocks=kvm-clock\nmodel=x\nhypervisor=yes\n");
        ProbeAnswers.above(((FakeHost) l1.parent()).answers, qemu("tcg"));
        failsOnL1(() -> assertThat(l1).isAcceleratedBy(Acceleration.Kind.KVM), """
                not accelerated by KVM, seen from above
                  observed: TCG (QEMU on L0 host was started with: tcg; no KVM counters for its vCPUs on L0 host)
                  expected: KVM
                  remedy:   check that /dev/kvm works on the level above and that the domain is <domain type='kvm'>""");
        ProbeAnswers.above(((FakeHost) l1.parent()).answers, qemu("kvm"));
        l1.exits(3, 4);
        assertThat(l1).isAcceleratedBy(Acceleration.Kind.KVM);
    }

    @Test
    void tellsTheViewFromInside() {
        ProbeAnswers.inside(l1.answers, "virt=qemu\ncpuid=TCGTCGTCGTCG\nclocks=tsc\nmodel=x\nhypervisor=yes\n");
        failsOnL1(() -> assertThat(l1).isAcceleratedBy(Acceleration.Kind.KVM), """
                not accelerated by KVM, seen from inside
                  observed: TCG (systemd-detect-virt: qemu; CPUID signature: TCGTCGTCGTCG; dmesg 'Hypervisor detected': (no such line); clock sources: tsc; CPU: x, hypervisor flag set)
                  expected: KVM
                  remedy:   check that /dev/kvm works on the level above and that the domain is <domain type='kvm'>""");
    }

    @Test
    void asksAHostFromInsideOnly() {
        FakeHost host = new FakeHost();
        ProbeAnswers.inside(host.answers, "virt=none\nclocks=tsc\n");
        assertThatCode(() -> assertThat(host).isAcceleratedBy(Acceleration.Kind.NONE))
                .doesNotThrowAnyException();
    }

    private String qemu(String accelerator) {
        return "=== /proc/7/cmdline\nqemu\n-accel\n%s\n-uuid\n%s\n".formatted(accelerator, l1.uuid());
    }

    private static void failsOnL1(ThrowingCallable claim, String message) {
        fails(claim, "L1 hypervisor (domain nestlab-0badcafe-hypervisor): " + message);
    }

    private static void fails(ThrowingCallable claim, String message) {
        assertThatThrownBy(claim).isInstanceOf(AssertionError.class).hasMessage(message);
    }
}
