package org.nestlab.internal.exact.proof;

import java.util.List;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.console.Signature;
import org.nestlab.internal.console.Signatures;
import org.nestlab.internal.exact.machine.Serial;
import org.nestlab.machine.Level;

/**
 * Lines by which a kernel says that something in it is wrong: warnings with a trace and other notes of such faults, and
 * what the table of signatures rates as more than a note.
 */
final class KernelWarnings {

    /** Notes that reveal a KVM that does not do what it should, or another fault of the kernel. */
    private static final List<String> NOTES =
            List.of("kernel bug report", "KVM internal error", "VM entry failed", "RCU stall", "hung task");

    /**
     * Bochs' CPU models give sizes of their extended state that do not add up, and siblings without hyper-threading:
     * the emulated CPU's fault, and the kernel goes on.
     */
    private static final List<String> OF_BOCHS = List.of(" fpu__init_system_xstate+", " parse_legacy+");

    private KernelWarnings() {}

    static List<String> in(List<String> console, Vendor vendor) {
        return console.stream().filter(line -> isOne(line, vendor)).toList();
    }

    private static boolean isOne(String line, Vendor vendor) {
        Level level = Serial.isOfL2(line) ? Level.L2 : Level.L1;
        String own = Serial.ofL2(line).orElse(line);
        if (vendor == Vendor.INTEL && OF_BOCHS.stream().anyMatch(own::contains)) {
            return false;
        }
        return Signatures.builtIn().in(own, level).filter(KernelWarnings::isBad).isPresent();
    }

    private static boolean isBad(Signature signature) {
        return signature.isFatal() || NOTES.contains(signature.name());
    }
}
