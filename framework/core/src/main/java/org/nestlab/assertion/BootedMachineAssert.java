package org.nestlab.assertion;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.nestlab.exact.BootedMachine;
import org.nestlab.exact.MachineFacts;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.claim.ClaimViolation;
import org.nestlab.machine.Level;

/** Claims about an exact machine that was booted, on what its levels said. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class BootedMachineAssert extends AbstractAssert<BootedMachineAssert, BootedMachine> {

    private static final String BOOT =
            "read its console, BootedMachine.console(); the same spec and seed give it again";

    BootedMachineAssert(BootedMachine actual) {
        super(actual, BootedMachineAssert.class);
    }

    /** Its script came to its end: no panic, no hang, no reset. */
    public BootedMachineAssert finished() {
        isNotNull();
        return claim(actual.finished(), "it did not come to its end", actual.ended(), "its script ends", BOOT);
    }

    /** The level has {@code /dev/kvm}. */
    public BootedMachineAssert hasKvmDevice(Level level) {
        MachineFacts facts = facts(level);
        return claim(
                facts.kvmDevice(),
                level + " has no KVM device",
                said(facts),
                "/dev/kvm is there",
                "look for the messages of kvm_intel or kvm_amd in its console");
    }

    /** The level's CPU shows the vendor's extension: vmx, ept and vpid, or svm and npt. */
    public BootedMachineAssert hasVendorFlags(Level level) {
        isNotNull();
        List<String> wanted =
                actual.spec().vendor() == Vendor.INTEL ? List.of("vmx", "ept", "vpid") : List.of("svm", "npt");
        return hasFlags(level, wanted.toArray(String[]::new));
    }

    /** The level's CPU has these flags, by the names of {@code /proc/cpuinfo}. */
    public BootedMachineAssert hasFlags(Level level, String... flags) {
        MachineFacts facts = facts(level);
        List<String> missing =
                Stream.of(flags).filter(flag -> !facts.flags().contains(flag)).toList();
        return claim(
                missing.isEmpty(),
                level + "'s CPU lacks " + String.join(", ", missing),
                facts.isThere() ? "flags " + String.join(" ", sorted(facts)) : said(facts),
                "flags " + String.join(" ", flags),
                level.equals(Level.L1)
                        ? "take another CPU model: MachineSpec.withCpuModel"
                        : "switch on in L1's KVM what shows it to guests, as kvm_intel.nested=1");
    }

    /**
     * A parameter of L1's KVM.
     *
     * @param name for example {@code kvm_intel.enable_shadow_vmcs}
     * @param value where it is Y or N, 1 and 0 are the same
     */
    public BootedMachineAssert hasKvmParameter(String name, String value) {
        MachineFacts facts = facts(Level.L1);
        String observed = facts.parameter(name).orElse("(none)");
        return claim(
                word(observed).equals(word(value)),
                "L1's parameter %s is not %s".formatted(name, value),
                facts.isThere() ? "%s=%s".formatted(name, observed) : said(facts),
                "%s=%s".formatted(name, value),
                "set it with MachineSpec.addParameter, if the kernel has it");
    }

    /** L1 ran a small guest on its KVM, and a Linux, L2, that found itself on KVM. */
    public BootedMachineAssert runsGuest() {
        MachineFacts l1 = facts(Level.L1);
        claim(!l1.guestExits().isEmpty(), "L1 ran no guest", said(l1), "exits of a guest that came back", BOOT);
        MachineFacts l2 = facts(Level.L2);
        claim(l2.isThere(), "L2 did not come up", said(l2), "a Linux on the KVM of L1", BOOT);
        return claim(
                l2.hypervisor().equals("KVM"),
                "L2 does not run on KVM",
                "its kernel detected " + (l2.hypervisor().isEmpty() ? "no hypervisor" : l2.hypervisor()),
                "its kernel detects KVM",
                BOOT);
    }

    /** L2 ran a small guest on its own KVM, by the nested code of L1's. */
    public BootedMachineAssert runsGuestOfGuest() {
        MachineFacts l2 = facts(Level.L2);
        return claim(!l2.guestExits().isEmpty(), "L2 ran no guest", said(l2), "exits of a guest that came back", BOOT);
    }

    /** No kernel of it said on the console that something in it is wrong. */
    public BootedMachineAssert hasNoKernelWarning() {
        isNotNull();
        return claim(
                actual.warnings().isEmpty(),
                "a kernel warns",
                String.join("\n            ", actual.warnings()),
                "no warning with a trace, no oops, no panic",
                BOOT);
    }

    private MachineFacts facts(Level level) {
        isNotNull();
        return actual.at(level);
    }

    private BootedMachineAssert claim(boolean holds, String claim, String observed, String wanted, String remedy) {
        if (!holds) {
            throw failure("%s", new ClaimViolation(claim, observed, wanted, remedy).message(actual.toString()));
        }
        return this;
    }

    private String said(MachineFacts facts) {
        return facts.isThere()
                ? "kernel %s, %s, exits of a guest: %s; %s"
                        .formatted(
                                facts.kernel(),
                                facts.kvmDevice() ? "/dev/kvm is there" : "/dev/kvm is not there",
                                facts.guestExits().isEmpty() ? "none" : String.join(", ", facts.guestExits()),
                                actual.ended())
                : "it said nothing; " + actual.ended();
    }

    private static List<String> sorted(MachineFacts facts) {
        List<String> flags = new ArrayList<>(facts.flags());
        flags.sort(null);
        return flags;
    }

    /** Kernels write booleans as Y and N, and take 1 and 0. */
    private static String word(String value) {
        return switch (value) {
            case "1", "y" -> "Y";
            case "0", "n" -> "N";
            default -> value;
        };
    }
}
