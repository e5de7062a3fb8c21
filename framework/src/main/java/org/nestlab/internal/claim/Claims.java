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
    public static Optional<Complaint> usableKvm(Machine machine) {
        return KvmComplaints.usable(KvmDevice.of(machine), VirtExtension.of(machine));
    }

    /** The KVM module is loaded and would show the extension to this machine's guests. */
    public static Optional<Complaint> nestingEnabled(Machine machine) {
        return KvmComplaints.nestingOn(NestedParameter.of(machine));
    }

    /** As the machine says of itself, and of a guest as the level above says, too. */
    public static Optional<Complaint> acceleratedBy(Machine machine, Acceleration.Kind kind) {
        Optional<Complaint> inside =
                MachineComplaints.acceleration(Acceleration.fromInside(machine), kind, "from inside");
        return inside.isPresent() || !(machine instanceof Guest guest)
                ? inside
                : MachineComplaints.acceleration(Acceleration.fromAbove(guest), kind, "from above");
    }

    /** The running kernel's release is exactly this. */
    public static Optional<Complaint> runsKernel(Machine machine, String release) {
        return MachineComplaints.kernel(KernelInfo.of(machine), release);
    }
}
