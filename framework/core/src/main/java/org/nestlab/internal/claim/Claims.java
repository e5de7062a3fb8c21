package org.nestlab.internal.claim;

import java.util.Optional;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Machine;
import org.nestlab.probe.Acceleration;
import org.nestlab.probe.KernelInfo;
import org.nestlab.probe.KvmDevice;
import org.nestlab.probe.NestedParameter;
import org.nestlab.probe.VirtExtension;

/**
 * Claims that assertions and functional checks share; each runs its probes anew. Empty where the claim holds;
 * {@link org.nestlab.GuestCommandException} where the machine cannot be asked.
 */
public final class Claims {

    private Claims() {}

    /** The CPU has the extension, and {@code /dev/kvm} works. */
    public static Optional<ClaimViolation> usableKvm(Machine machine) {
        return KvmClaims.usable(KvmDevice.of(machine), VirtExtension.of(machine));
    }

    /** The KVM module is loaded and would show the extension to this machine's guests. */
    public static Optional<ClaimViolation> nestingEnabled(Machine machine) {
        return KvmClaims.nestingOn(NestedParameter.of(machine));
    }

    /** As the machine says of itself, and of a guest as the level above says, too. */
    public static Optional<ClaimViolation> acceleratedBy(Machine machine, Acceleration.Kind kind) {
        Optional<ClaimViolation> inside =
                MachineClaims.acceleration(Acceleration.fromInside(machine), kind, "from inside");
        return inside.isPresent() || !(machine instanceof Guest guest)
                ? inside
                : MachineClaims.acceleration(Acceleration.fromAbove(guest), kind, "from above");
    }

    /** The running kernel's release is exactly this. */
    public static Optional<ClaimViolation> runsKernel(Machine machine, String release) {
        return MachineClaims.kernel(KernelInfo.of(machine), release);
    }
}
