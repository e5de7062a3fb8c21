package org.nestlab.internal.exact.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.exact.Vendor;
import org.nestlab.fake.Untidy;

class KernelWarningsTests {

    private static final String OF_BOCHS =
            "[    0.379467] WARNING: CPU: 0 PID: 0 at arch/x86/kernel/fpu/xstate.c:606 fpu__init_system_xstate+0x85a/0xb19";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[   12.004] WARNING: CPU: 0 PID: 71 at arch/x86/kvm/vmx/nested.c:4711 nested_vmx_vmexit+0x1/0x2 [kvm_intel]",
                "[    0.4] WARNING: arch/x86/kernel/fpu/core.c:63 at x86_task_fpu+0x1b/0x30, CPU#0: swapper/0/0",
                "[ 9877.7][    C0] WARNING: [time_after(jiffies, timeout)] io_uring/io_uring.c:3026 at io_ring_exit_work+0x44c/0xbc0, CPU#0: kworker/u8:0/10040",
                "[   12.004] WARNING: CPU: 0 PID: 71 at nested_vmx_vmexit+0x1/0x2 [kvm_intel]",
                "L2: [    1.0] WARNING: at mm/page_alloc.c:2204 __alloc_pages_nodemask+0x231/0x8f0()",
                "[   35.0] [ INFO: suspicious RCU usage. ]",
                "L2: [    0.5] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)",
                "[   12.004] BUG: kernel NULL pointer dereference, address: 0000000000000010",
                "L2: [   12.004] kernel BUG at mm/slub.c:4023!"
            })
    void findsWhatAKernelSaysOfItself(String line) {
        assertThat(KernelWarnings.in(List.of(line), Vendor.INTEL)).containsExactly(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[    0.089102] Speculative Return Stack Overflow: WARNING: See https://kernel.org/doc/html/latest/admin-guide/hw-vuln/srso.html for mitigation options.",
                "L2: [    0.002057] ACPI BIOS Error (bug): A valid RSDP was not found (20220331/tbxfroot-210)",
                "[    1.640627] kvm [95]: vcpu0, guest rIP: 0xffffffff81073744 Unhandled WRMSR(0xc0010007) = 0xffff",
                "L2: [    0.135805] PCI: Fatal: No config space access function found"
            })
    void passesOverWhatIsSaidInPassing(String line) {
        assertThat(KernelWarnings.in(List.of(line), Vendor.AMD)).isEmpty();
    }

    @Test
    void knowsTheWarningThatBochsBringsAbout() {
        assertThat(KernelWarnings.in(List.of(OF_BOCHS), Vendor.INTEL)).isEmpty();
        assertThat(KernelWarnings.in(List.of(OF_BOCHS), Vendor.AMD)).containsExactly(OF_BOCHS);
    }

    @Test
    void readsAnyLine() {
        Untidy.of(OF_BOCHS).isRead(text -> KernelWarnings.in(List.of(text), Vendor.INTEL));
    }
}
