package org.nestlab.internal.exits;

import static java.util.Map.entry;

import java.util.Map;
import org.nestlab.exact.Vendor;

/** KVM's names of exit reasons, without their prefix: Linux, arch/x86/include/uapi/asm/vmx.h and svm.h. */
public final class ReasonNames {

    private static final Map<Long, String> VMX = Map.ofEntries(
            entry(0L, "EXCEPTION_NMI"),
            entry(1L, "EXTERNAL_INTERRUPT"),
            entry(2L, "TRIPLE_FAULT"),
            entry(7L, "INTERRUPT_WINDOW"),
            entry(8L, "NMI_WINDOW"),
            entry(9L, "TASK_SWITCH"),
            entry(10L, "CPUID"),
            entry(12L, "HLT"),
            entry(13L, "INVD"),
            entry(14L, "INVLPG"),
            entry(15L, "RDPMC"),
            entry(16L, "RDTSC"),
            entry(18L, "VMCALL"),
            entry(19L, "VMCLEAR"),
            entry(20L, "VMLAUNCH"),
            entry(21L, "VMPTRLD"),
            entry(22L, "VMPTRST"),
            entry(23L, "VMREAD"),
            entry(24L, "VMRESUME"),
            entry(25L, "VMWRITE"),
            entry(26L, "VMOFF"),
            entry(27L, "VMON"),
            entry(28L, "CR_ACCESS"),
            entry(29L, "DR_ACCESS"),
            entry(30L, "IO_INSTRUCTION"),
            entry(31L, "MSR_READ"),
            entry(32L, "MSR_WRITE"),
            entry(33L, "INVALID_STATE"),
            entry(34L, "MSR_LOAD_FAIL"),
            entry(36L, "MWAIT_INSTRUCTION"),
            entry(37L, "MONITOR_TRAP_FLAG"),
            entry(39L, "MONITOR_INSTRUCTION"),
            entry(40L, "PAUSE_INSTRUCTION"),
            entry(41L, "MCE_DURING_VMENTRY"),
            entry(43L, "TPR_BELOW_THRESHOLD"),
            entry(44L, "APIC_ACCESS"),
            entry(45L, "EOI_INDUCED"),
            entry(46L, "GDTR_IDTR"),
            entry(47L, "LDTR_TR"),
            entry(48L, "EPT_VIOLATION"),
            entry(49L, "EPT_MISCONFIG"),
            entry(50L, "INVEPT"),
            entry(51L, "RDTSCP"),
            entry(52L, "PREEMPTION_TIMER"),
            entry(53L, "INVVPID"),
            entry(54L, "WBINVD"),
            entry(55L, "XSETBV"),
            entry(56L, "APIC_WRITE"),
            entry(57L, "RDRAND"),
            entry(58L, "INVPCID"),
            entry(59L, "VMFUNC"),
            entry(60L, "ENCLS"),
            entry(61L, "RDSEED"),
            entry(62L, "PML_FULL"),
            entry(63L, "XSAVES"),
            entry(64L, "XRSTORS"),
            entry(67L, "UMWAIT"),
            entry(68L, "TPAUSE"),
            entry(74L, "BUS_LOCK"),
            entry(75L, "NOTIFY"));

    private static final Map<Long, String> SVM = Map.ofEntries(
            entry(0x60L, "INTR"),
            entry(0x61L, "NMI"),
            entry(0x62L, "SMI"),
            entry(0x63L, "INIT"),
            entry(0x64L, "VINTR"),
            entry(0x65L, "CR0_SEL_WRITE"),
            entry(0x6eL, "RDTSC"),
            entry(0x6fL, "RDPMC"),
            entry(0x70L, "PUSHF"),
            entry(0x71L, "POPF"),
            entry(0x72L, "CPUID"),
            entry(0x73L, "RSM"),
            entry(0x74L, "IRET"),
            entry(0x75L, "SWINT"),
            entry(0x76L, "INVD"),
            entry(0x77L, "PAUSE"),
            entry(0x78L, "HLT"),
            entry(0x79L, "INVLPG"),
            entry(0x7aL, "INVLPGA"),
            entry(0x7bL, "IOIO"),
            entry(0x7cL, "MSR"),
            entry(0x7dL, "TASK_SWITCH"),
            entry(0x7eL, "FERR_FREEZE"),
            entry(0x7fL, "SHUTDOWN"),
            entry(0x80L, "VMRUN"),
            entry(0x81L, "VMMCALL"),
            entry(0x82L, "VMLOAD"),
            entry(0x83L, "VMSAVE"),
            entry(0x84L, "STGI"),
            entry(0x85L, "CLGI"),
            entry(0x86L, "SKINIT"),
            entry(0x87L, "RDTSCP"),
            entry(0x88L, "ICEBP"),
            entry(0x89L, "WBINVD"),
            entry(0x8aL, "MONITOR"),
            entry(0x8bL, "MWAIT"),
            entry(0x8cL, "MWAIT_COND"),
            entry(0x8dL, "XSETBV"),
            entry(0x8eL, "RDPRU"),
            entry(0xa2L, "INVPCID"),
            entry(0x400L, "NPF"),
            entry(0x401L, "AVIC_INCOMPLETE_IPI"),
            entry(0x402L, "AVIC_UNACCELERATED_ACCESS"),
            entry(0x403L, "VMGEXIT"));

    private ReasonNames() {}

    /** Whether it is what {@link #of} gives for some reason of either vendor. */
    public static boolean isName(String name) {
        return VMX.containsValue(name) || SVM.containsValue(name) || name.matches("0x[0-9a-f]{1,16}");
    }

    /** A reason's name, or its number as {@code 0x4d}. */
    public static String of(Vendor vendor, long reason) {
        return (vendor == Vendor.INTEL ? VMX : SVM).getOrDefault(reason, "0x" + Long.toHexString(reason));
    }
}
