package org.nestlab.internal.claim;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.nestlab.exact.BootedMachine;
import org.nestlab.exact.MachineFacts;
import org.nestlab.exact.Vendor;
import org.nestlab.machine.Level;

/** Claims about an exact machine that was booted; empty if the claim holds. */
public final class ExactClaims {

    private static final String BOOT =
            "read its console, BootedMachine.console(); the same spec and seed give it again";

    private ExactClaims() {}

    /** Its script came to its end: no panic, no hang, no reset. */
    public static Optional<ClaimViolation> finished(BootedMachine machine) {
        return claim(machine.finished(), "it did not come to its end", machine.ended(), "its script ends", BOOT);
    }

    /** The level has {@code /dev/kvm}. */
    public static Optional<ClaimViolation> kvmDevice(BootedMachine machine, Level level) {
        return claim(
                machine.at(level).kvmDevice(),
                level + " has no KVM device",
                said(machine, level),
                "/dev/kvm is there",
                "look for the messages of kvm_intel or kvm_amd in its console");
    }

    /** The level's CPU shows the vendor's extension: vmx, ept and vpid, or svm and npt. */
    public static Optional<ClaimViolation> vendorFlags(BootedMachine machine, Level level) {
        return flags(
                machine,
                level,
                machine.spec().vendor() == Vendor.INTEL ? List.of("vmx", "ept", "vpid") : List.of("svm", "npt"));
    }

    /** The level's CPU has these flags, by the names of {@code /proc/cpuinfo}. */
    public static Optional<ClaimViolation> flags(BootedMachine machine, Level level, List<String> flags) {
        MachineFacts facts = machine.at(level);
        List<String> missing =
                flags.stream().filter(flag -> !facts.flags().contains(flag)).toList();
        return claim(
                missing.isEmpty(),
                level + "'s CPU lacks " + String.join(", ", missing),
                facts.isThere() ? "flags " + String.join(" ", new TreeSet<>(facts.flags())) : said(machine, level),
                "flags " + String.join(" ", flags),
                level.equals(Level.L1)
                        ? "take another CPU model: MachineSpec.withCpuModel"
                        : "switch on in L1's KVM what shows it to guests, as kvm_intel.nested=1");
    }

    /** A parameter of L1's KVM has a value; if that is Y or N, 1 and 0 are the same. */
    public static Optional<ClaimViolation> kvmParameter(BootedMachine machine, String name, String value) {
        String observed = machine.l1().parameter(name).orElse("(none)");
        return claim(
                word(observed).equals(word(value)),
                "L1's parameter %s is not %s".formatted(name, value),
                machine.l1().isThere() ? "%s=%s".formatted(name, observed) : said(machine, Level.L1),
                "%s=%s".formatted(name, value),
                "set it with MachineSpec.addParameter, if the kernel has it");
    }

    /** L1 ran a small guest on its KVM, and a Linux, L2, that found itself on KVM. */
    public static Optional<ClaimViolation> runsGuest(BootedMachine machine) {
        return ranGuest(machine, Level.L1)
                .or(() -> claim(
                        machine.l2().isThere(),
                        "L2 did not come up",
                        said(machine, Level.L2),
                        "a Linux on the KVM of L1",
                        BOOT))
                .or(() -> claim(
                        machine.l2().hypervisor().equals("KVM"),
                        "L2 does not run on KVM",
                        "its kernel detected "
                                + (machine.l2().hypervisor().isEmpty()
                                        ? "no hypervisor"
                                        : machine.l2().hypervisor()),
                        "its kernel detects KVM",
                        BOOT));
    }

    /** L2 ran a small guest on its own KVM, by the nested code of L1's. */
    public static Optional<ClaimViolation> runsGuestOfGuest(BootedMachine machine) {
        return ranGuest(machine, Level.L2);
    }

    /** No kernel of it said on the console that something in it is wrong. */
    public static Optional<ClaimViolation> noKernelWarning(BootedMachine machine) {
        return claim(
                machine.warnings().isEmpty(),
                "a kernel warns",
                String.join("\n            ", machine.warnings()),
                "no warning with a trace, no oops, no panic",
                BOOT);
    }

    private static Optional<ClaimViolation> ranGuest(BootedMachine machine, Level level) {
        return claim(
                !machine.at(level).guestExits().isEmpty(),
                level + " ran no guest",
                said(machine, level),
                "exits of a guest that came back",
                BOOT);
    }

    private static Optional<ClaimViolation> claim(
            boolean holds, String claim, String observed, String wanted, String remedy) {
        return holds ? Optional.empty() : Optional.of(new ClaimViolation(claim, observed, wanted, remedy));
    }

    private static String said(BootedMachine machine, Level level) {
        MachineFacts facts = machine.at(level);
        return facts.isThere()
                ? "kernel %s, %s, exits of a guest: %s; %s"
                        .formatted(
                                facts.kernel(),
                                facts.kvmDevice() ? "/dev/kvm is there" : "/dev/kvm is not there",
                                facts.guestExits().isEmpty() ? "none" : String.join(", ", facts.guestExits()),
                                machine.ended())
                : "it said nothing; " + machine.ended();
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
