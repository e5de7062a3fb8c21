package org.nestlab.internal.explain;

import static java.util.Map.entry;

import java.util.Map;
import java.util.TreeMap;

/**
 * Sentences about exit reasons. Sources: AMD64 Architecture Programmer's Manual, volume 2, appendix C; Intel SDM,
 * volume 3, appendix C; and observations in labs.
 */
public final class KnownReasons {

    private static final String CPUID =
            "The guest executed cpuid, which always exits. The kernel uses it as a barrier, too.";
    private static final String HLT = "The guest had nothing to do and waits for a device or a timer.";
    private static final String IO = "The guest read or wrote an I/O port: an emulated device such as a serial line.";
    private static final String INTERRUPT = "An interrupt of the machine that runs KVM arrived while the guest ran.";
    private static final String MSR =
            "The guest used a model-specific register. Those of the timer and of the x2APIC are used for each sleep and"
                    + " interrupt.";
    private static final String PAGE =
            "The guest used memory that its nested page tables do not map: new memory, or the registers of a device."
                    + " Each notification of a virtio disk is one.";
    private static final String PAUSE = "A virtual CPU waited in a loop for a lock that another one holds.";
    private static final String WINDOW =
            "KVM had an interrupt for the guest, which had interrupts disabled, and waited until it enabled them.";
    private static final String SHADOW =
            "KVM keeps page tables of its own for the guest, and follows the guest's: without nested paging (npt,"
                    + " ept) each change of theirs exits.";
    private static final String INNER = "The guest is a hypervisor, and works on the state of a guest of its own.";

    private static final Map<String, String> SENTENCES = Map.ofEntries(
            entry("CPUID", CPUID),
            entry("HLT", HLT),
            entry("IOIO", IO),
            entry("IO_INSTRUCTION", IO),
            entry("INTR", INTERRUPT),
            entry("EXTERNAL_INTERRUPT", INTERRUPT),
            entry("MSR", MSR),
            entry("MSR_WRITE", MSR),
            entry("MSR_READ", MSR),
            entry("NPF", PAGE),
            entry("EPT_VIOLATION", PAGE),
            entry(
                    "EPT_MISCONFIG",
                    "The guest used the registers of an emulated device. Each notification of a virtio disk is one."),
            entry("PF_EXCP", SHADOW),
            entry("INVLPG", SHADOW),
            entry("WRITE_CR3", SHADOW),
            entry("PAUSE", PAUSE),
            entry("PAUSE_INSTRUCTION", PAUSE),
            entry("VINTR", WINDOW),
            entry("INTERRUPT_WINDOW", WINDOW),
            entry("PREEMPTION_TIMER", "The guest's timer ended; KVM lets the CPU's preemption timer watch it."),
            entry("APIC_WRITE", "The guest wrote a register of its APIC that the hardware does not emulate."),
            entry("APIC_ACCESS", "The guest used its APIC through memory, which the hardware does not emulate here."),
            entry("VMRUN", INNER),
            entry("VMLOAD", INNER),
            entry("VMSAVE", INNER),
            entry("STGI", INNER),
            entry("CLGI", INNER),
            entry("VMREAD", INNER),
            entry("VMWRITE", INNER),
            entry("VMPTRLD", INNER),
            entry("VMLAUNCH", INNER),
            entry("VMRESUME", INNER));

    private static final Map<String, String> INTERRUPT_HARDWARE = Map.of("avic", "AVIC", "enable_apicv", "APICv");

    private static final KnownReasons OWN = new KnownReasons(Map.of());

    private final Map<String, String> more;

    private KnownReasons(Map<String, String> more) {
        this.more = more;
    }

    /** The sentences that are part of Nestlab. */
    public static KnownReasons own() {
        return OWN;
    }

    /**
     * Adds sentences of a user. For a reason that has both, the user's sentence comes last.
     *
     * @param sentences by the reason's name
     */
    KnownReasons with(Map<String, String> sentences) {
        Map<String, String> all = new TreeMap<>(more);
        all.putAll(sentences);
        return new KnownReasons(Map.copyOf(all));
    }

    /**
     * The sentences about a reason.
     *
     * @param state of the machine that runs KVM, by the names of KVM's parameters
     * @return an empty text if there are none
     */
    String about(String reason, Map<String, String> state) {
        String sentence = SENTENCES.getOrDefault(reason, "");
        String known = sentence.equals(MSR) || sentence.equals(WINDOW) ? sentence + hardware(state) : sentence;
        return (known + " " + more.getOrDefault(reason, "")).strip();
    }

    /** A sentence if hardware support that avoids some of these exits is disabled; otherwise an empty text. */
    private static String hardware(Map<String, String> state) {
        return INTERRUPT_HARDWARE.entrySet().stream()
                .filter(it -> "N".equals(state.get(it.getKey())) || "0".equals(state.get(it.getKey())))
                .map(it -> " %s, which avoids some of them, is off at this level.".formatted(it.getValue()))
                .findFirst()
                .orElse("");
    }
}
