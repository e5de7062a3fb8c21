package org.nestlab.internal.exact.cost;

import static java.util.Map.entry;

import java.util.Map;
import org.nestlab.exact.Vendor;

/** KVM's names of exit reasons, without their prefix: Linux, arch/x86/include/uapi/asm/vmx.h and svm.h. */
final class ReasonNames {

    private static final Map<Long, String> VMX = Map.ofEntries(
            entry(0L, "EXCEPTION_NMI"),
            entry(1L, "EXTERNAL_INTERRUPT"),
            entry(7L, "INTERRUPT_WINDOW"),
            entry(10L, "CPUID"),
            entry(12L, "HLT"),
            entry(18L, "VMCALL"),
            entry(19L, "VMCLEAR"),
            entry(20L, "VMLAUNCH"),
            entry(21L, "VMPTRLD"),
            entry(22L, "VMPTRST"),
            entry(23L, "VMREAD"),
            entry(24L, "VMRESUME"),
            entry(25L, "VMWRITE"),
            entry(28L, "CR_ACCESS"),
            entry(29L, "DR_ACCESS"),
            entry(30L, "IO_INSTRUCTION"),
            entry(31L, "MSR_READ"),
            entry(32L, "MSR_WRITE"),
            entry(48L, "EPT_VIOLATION"),
            entry(49L, "EPT_MISCONFIG"),
            entry(50L, "INVEPT"),
            entry(52L, "PREEMPTION_TIMER"),
            entry(53L, "INVVPID"),
            entry(54L, "WBINVD"),
            entry(55L, "XSETBV"));

    private static final Map<Long, String> SVM = Map.ofEntries(
            entry(0x60L, "INTR"),
            entry(0x61L, "NMI"),
            entry(0x64L, "VINTR"),
            entry(0x65L, "CR0_SEL_WRITE"),
            entry(0x72L, "CPUID"),
            entry(0x74L, "IRET"),
            entry(0x76L, "INVD"),
            entry(0x78L, "HLT"),
            entry(0x7aL, "INVLPGA"),
            entry(0x7bL, "IOIO"),
            entry(0x7cL, "MSR"),
            entry(0x80L, "VMRUN"),
            entry(0x81L, "VMMCALL"),
            entry(0x82L, "VMLOAD"),
            entry(0x83L, "VMSAVE"),
            entry(0x84L, "STGI"),
            entry(0x85L, "CLGI"),
            entry(0x89L, "WBINVD"),
            entry(0x8dL, "XSETBV"),
            entry(0x400L, "NPF"));

    private ReasonNames() {}

    /** A reason's name, or its number as {@code 0x4d}. */
    static String of(Vendor vendor, long reason) {
        return (vendor == Vendor.INTEL ? VMX : SVM).getOrDefault(reason, "0x" + Long.toHexString(reason));
    }
}
