package org.nestlab.internal.exact.proof;

import java.util.List;
import java.util.regex.Pattern;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.console.LogLine;
import org.nestlab.internal.console.Signature;
import org.nestlab.internal.console.Signatures;
import org.nestlab.internal.exact.machine.Serial;
import org.nestlab.machine.Level;

/**
 * Lines by which a kernel says that something in it is wrong: warnings with a trace, and what the table of signatures
 * rates as more than a note.
 */
final class KernelWarnings {

    // to 6.x: WARNING: CPU: 0 PID: 0 at arch/x86/kernel/fpu/xstate.c:606 fpu__init_system_xstate+0x85a/0xb19
    // 7.x: WARNING: arch/x86/kernel/cpu/topology_common.c:95 at parse_legacy+0x1a7/0x280, CPU#0: swapper/0
    private static final Pattern WARNING = Pattern.compile("WARNING: (?:CPU: |[^\\s:]{1,200}+:\\d{1,6}+ at ).*");

    /** Notes that reveal a KVM that does not do what it should. */
    private static final List<String> NOTES =
            List.of("KVM internal error", "VM entry failed", "RCU stall", "hung task");

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
        if (WARNING.matcher(LogLine.of(own).message()).matches()) {
            return true;
        }
        return Signatures.builtIn().in(own, level).filter(KernelWarnings::isBad).isPresent();
    }

    private static boolean isBad(Signature signature) {
        return signature.isFatal() || NOTES.contains(signature.name());
    }
}
