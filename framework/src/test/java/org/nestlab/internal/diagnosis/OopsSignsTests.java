package org.nestlab.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.fake.Untidy;
import org.nestlab.internal.diagnosis.EmulatorSign.Kind;

/** What a kernel prints when it fails: what proves that its emulated CPU failed, and what only looks like it. */
class OopsSignsTests {

    /**
     * From an L1 with two CPUs that QEMU 10.0.13 broke, on Debian's 6.1.192-3: the head of its oops, and the last of 71
     * page faults.
     */
    private static final String BEHIND_VMRUN = """
            [   30.984015] BUG: TASK stack guard page was hit at 0000000094a659e7 (stack is 000000004cd4fe3b..000000001b70e721)
            [   30.986032] stack guard page: 0000 [#1] PREEMPT SMP NOPTI
            [   30.986497] CPU: 0 PID: 128 Comm: qemu-system-x86 Not tainted 6.1.0-57-cloud-amd64 #1  Debian 6.1.192-3
            [   30.986817] Hardware name: QEMU Standard PC (Q35 + ICH9, 2009), BIOS 1.16.3-debian-1.16.3-2~bpo12+1 04/01/2014
            [   30.986817] RIP: 0010:exc_page_fault+0x7/0x170
            [   30.986817] RSP: 0018:ffffc9000047b8d8 EFLAGS: 00010046
            [   30.986817] RAX: 0000000000000000 RBX: ffffc9000047b8f8 RCX: ffffffff81c01199
            [   30.986817] RDX: 0000000000000000 RSI: 0000000000000000 RDI: ffffc9000047b8f8
            [   30.986817] RBP: 0000000000000000 R08: 0000000000000000 R09: 0000000000000000
            [   30.986817] R10: 0000000000000000 R11: 0000000000000000 R12: 0000000000000000
            [   30.986817] R13: 0000000000000000 R14: 0000000000000000 R15: 0000000000000000
            [   30.986817]  ? early_xen_iret_patch+0x5/0x5
            [   30.986817]  sysvec_reschedule_ipi+0xa/0x110
            [   30.986817]  asm_sysvec_reschedule_ipi+0x16/0x20
            [   30.986817] RIP: 0010:__svm_vcpu_run+0x9c/0x210 [kvm_amd]
            [   30.986817] Code: 00 00 4c 8b af 90 01 00 00 4c 8b b7 98 01 00 00 4c 8b bf a0 01 00 00 48 8b bf 60 01 00 00 eb 07 0f 00 2d 77 32 86 c1 0f 01 d8 <58> 48 89 88 30 01 00 00 48 89 90 38 01 00 00 48 89 98 40 01 00 00
            [   30.986817] RSP: 0018:ffffc9000047b9a0 EFLAGS: 00010246
            [   30.986817] RAX: 0000000005f55000 RBX: 0000000000000070 RCX: 0000000000000000
            [   30.986817] RDX: 0000000000000cfc RSI: 0000000000000293 RDI: ffffffff83413b78
            [   30.986817] RBP: ffffc90000013dfc R08: 0000000000000002 R09: ffffc90000013dfc
            [   30.986817] R10: 00000000fffffffb R11: 0000000000000000 R12: 0000000000000000
            [   30.986817] R13: 0000000000c50000 R14: 0000000000000002 R15: 0000000000000000
            [   30.986817]  svm_vcpu_enter_exit+0x28/0x60 [kvm_amd]
            [   30.986817]  svm_vcpu_run+0x1b8/0x6c0 [kvm_amd]
            [   30.986817]  kvm_arch_vcpu_ioctl_run+0x8be/0x1750 [kvm]
            """;

    // As PVM's users reported it: github.com/virt-pvm/linux issue 7
    private static final String WARNING_IN_A_GUEST = """
            [  350.812429] Code: ff ff 31 c9 e9 69 ff ff ff 0f 0b 48 c7 c2 50 fa b8 90 e9 26 ff ff ff 48 c7 c7 b0 73 b1 8f c6 05 8f 92 03 02 01 e8 b1 3d 07 00 <0f> 0b eb ca 0f 0b 48 c7 c2 50 fa b8 90 e9 e5 fd ff ff 83 f8 0c 74
            [  350.908252] RSP: 0000:ffffa0cc01d8fcb0 EFLAGS: 00010086
            [  351.100720] FS:  00007f9b5f3ff6c0(0000) GS:ffff8bfcf2600000(0000) knlGS:0000000000000000
            [  351.141023] CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
            [  351.166580] CR2: 0000000000000000 CR3: 0000000102fae002 CR4: 00000000007706f0
            """;

    @Test
    void anInterruptBehindVmrunIsProofWhereQemuRunsTheCpu() {
        assertThat(OopsSigns.in(BEHIND_VMRUN, true)).singleElement().satisfies(sign -> {
            assertThat(sign.proves()).isTrue();
            assertThat(sign.sentence())
                    .isEqualTo(
                            "a CPU took an interrupt between #VMEXIT and the next instruction, where hardware takes none: asm_sysvec_reschedule_ipi+0x16/0x20 interrupted __svm_vcpu_run+0x9c/0x210, behind VMRUN");
        });
    }

    /**
     * There it is the KVM of the level below that takes care of the global interrupt flag, and it may be what is
     * tested.
     */
    @Test
    void onKvmTheSameProvesNothing() {
        assertThat(OopsSigns.in(BEHIND_VMRUN, false)).isEmpty();
    }

    /** Each is something that a kernel, or KVM, may bring about. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // at VMRUN, not behind it: a kernel that forgot CLGI
                "0f 01 d8 <58>>00 <0f> 01 d8 58",
                // behind another instruction
                "0f 01 d8 <58>>0f 01 dd <58>",
                // a fault, which is taken whatever the flag says
                "asm_sysvec_reschedule_ipi>asm_exc_page_fault",
                "asm_sysvec_reschedule_ipi>asm_exc_general_protection",
                // in the C function around it, after STGI
                "__svm_vcpu_run>svm_vcpu_run",
                "RIP: 0010:__svm_vcpu_run>RIP: 0033:__svm_vcpu_run",
                "RIP: 0010:__svm_vcpu_run>? __svm_vcpu_run"
            })
    void aKernelMayBringAboutWhatOnlyLooksLikeIt(String change) {
        int arrow = change.indexOf('>', change.contains("<58>>") ? change.indexOf("<58>>") + 4 : 0);
        String other = BEHIND_VMRUN.replace(change.substring(0, arrow), change.substring(arrow + 1));
        assertThat(other).isNotEqualTo(BEHIND_VMRUN);

        assertThat(OopsSigns.in(other, true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[   30.986817] ",
                "[    T1] ",
                "[   30.986817][   T1] ",
                "[   30.986817] [    C0] ",
                "<4>[   30.986817] "
            })
    void theHeadOfALineIsPassedOver(String head) {
        String other = BEHIND_VMRUN.replace("[   30.986817] ", head).replace("\n", "\r\n");

        assertThat(OopsSigns.in(other, true))
                .extracting(EmulatorSign::kind)
                .containsExactly(Kind.INTERRUPT_BEHIND_VMRUN);
    }

    /** A hypervisor that loses the guest's GS base shows the same: github.com/oxidecomputer/propolis issue 378. */
    @Test
    void aPageFaultOfItsHandlerIsASignAndNoProof() {
        List<EmulatorSign> signs = OopsSigns.in("""
                [    7.312001] BUG: kernel NULL pointer dereference, address: 00000000000008e0
                [    7.312001] #PF: supervisor read access in kernel mode
                [    7.312001] #PF: error_code(0x0000) - not-present page
                [    7.312001] PGD 0 P4D 0
                [    7.312001] Oops: 0000 [#1] PREEMPT SMP NOPTI
                [    7.312001] CPU: 0 PID: 0 Comm:  Not tainted 6.1.0-53-cloud-amd64 #1  Debian 6.1.192-1
                [    7.312001] RIP: 0010:exc_page_fault+0x1e/0x170
                [    7.312001] CS:  ffff88803ea31980 DS: 0000 ES: 0000 CR0: 0000000080050033
                """, true);

        assertThat(signs).extracting(EmulatorSign::kind).containsExactly(Kind.NO_CURRENT, Kind.SELECTOR);
        assertThat(signs).noneMatch(EmulatorSign::proves);
        assertThat(signs)
                .extracting(EmulatorSign::seen)
                .containsExactly("exc_page_fault+0x1e read address 0x8e0", "CS: ffff88803ea31980");
    }

    @Test
    void anOrdinaryFailureShowsNothing() {
        assertThat(OopsSigns.in(WARNING_IN_A_GUEST, true)).isEmpty();
        assertThat(OopsSigns.in("""
                [   18.522257] BUG: kernel NULL pointer dereference, address: 0000000000000000
                [   18.523257] Oops: 0000 [#1] PREEMPT SMP NOPTI
                [   18.523257] RIP: mwait_idle+0x4d/0x80
                [   18.523257] CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
                """, true)).isEmpty();
    }

    @Test
    void anyTextIsRead() {
        Untidy.of(BEHIND_VMRUN)
                .with("Code: ", "0f ", "01 d8 <58>", "CS:  ", "f", " DS: ")
                .isRead(text -> assertThat(OopsSigns.in(text, true)).isNotNull());
    }
}
