package org.nestlab.assertion;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.nestlab.exact.BootedMachine;
import org.nestlab.internal.claim.ClaimViolation;
import org.nestlab.internal.claim.ExactClaims;
import org.nestlab.machine.Level;

/** Claims about an exact machine that was booted, on what its levels said. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class BootedMachineAssert extends AbstractAssert<BootedMachineAssert, BootedMachine> {

    BootedMachineAssert(BootedMachine actual) {
        super(actual, BootedMachineAssert.class);
    }

    /** Its script came to its end: no panic, no hang, no reset. */
    public BootedMachineAssert finished() {
        return claim(ExactClaims::finished);
    }

    /** The level has {@code /dev/kvm}. */
    public BootedMachineAssert hasKvmDevice(Level level) {
        return claim(machine -> ExactClaims.kvmDevice(machine, level));
    }

    /** The level's CPU shows the vendor's extension: vmx, ept and vpid, or svm and npt. */
    public BootedMachineAssert hasVendorFlags(Level level) {
        return claim(machine -> ExactClaims.vendorFlags(machine, level));
    }

    /** The level's CPU has these flags, by the names of {@code /proc/cpuinfo}. */
    public BootedMachineAssert hasFlags(Level level, String... flags) {
        return claim(machine -> ExactClaims.flags(machine, level, List.of(flags)));
    }

    /**
     * A parameter of L1's KVM.
     *
     * @param name for example {@code kvm_intel.enable_shadow_vmcs}
     * @param value if it is Y or N, 1 and 0 are the same
     */
    public BootedMachineAssert hasKvmParameter(String name, String value) {
        return claim(machine -> ExactClaims.kvmParameter(machine, name, value));
    }

    /** L1 ran a small guest on its KVM, and a Linux, L2, that found itself on KVM. */
    public BootedMachineAssert runsGuest() {
        return claim(ExactClaims::runsGuest);
    }

    /** L2 ran a small guest on its own KVM, by the nested code of L1's. */
    public BootedMachineAssert runsGuestOfGuest() {
        return claim(ExactClaims::runsGuestOfGuest);
    }

    /** No kernel of it said on the console that something in it is wrong. */
    public BootedMachineAssert hasNoKernelWarning() {
        return claim(ExactClaims::noKernelWarning);
    }

    private BootedMachineAssert claim(Function<BootedMachine, Optional<ClaimViolation>> claim) {
        isNotNull();
        Optional<ClaimViolation> violation = claim.apply(actual);
        if (violation.isPresent()) {
            throw failure("%s", violation.get().message(actual.toString()));
        }
        return this;
    }
}
