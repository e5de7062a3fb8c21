package org.nestlab.assertion;

import java.util.Optional;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.nestlab.internal.claim.ClaimViolation;
import org.nestlab.internal.claim.Claims;
import org.nestlab.internal.claim.KvmClaims;
import org.nestlab.internal.claim.MachineClaims;
import org.nestlab.machine.Machine;
import org.nestlab.probe.Acceleration;
import org.nestlab.probe.CpuSeen;
import org.nestlab.probe.KvmDevice;
import org.nestlab.probe.NestedPaging;
import org.nestlab.probe.NestedParameter;
import org.nestlab.probe.OnlineCpus;
import org.nestlab.probe.Reachability;
import org.nestlab.probe.VirtExtension;

/**
 * What a machine is claimed to be. The words are vendor-neutral: the virtualization extension is vmx or svm, whichever
 * the CPU has. Every claim runs its probe anew; {@link org.nestlab.GuestCommandException} where the machine cannot be
 * asked.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MachineAssert extends AbstractAssert<MachineAssert, Machine> {

    MachineAssert(Machine actual) {
        super(actual, MachineAssert.class);
    }

    /**
     * The CPU has the extension, and {@code /dev/kvm} opens, answers API 12 and makes a VM. Any of these alone is not
     * enough: there are machines whose {@code /dev/kvm} works although their CPU cannot run a hypervisor's guests.
     */
    public MachineAssert hasUsableKvm() {
        return check(Claims.usableKvm(machine()));
    }

    /** {@code /dev/kvm} is there; whether it works is {@link #hasUsableKvm()}. */
    public MachineAssert hasKvmDevice() {
        return check(KvmClaims.devicePresent(KvmDevice.of(machine())));
    }

    /** {@code /dev/kvm} is not there. */
    public MachineAssert hasNoKvmDevice() {
        return check(KvmClaims.deviceAbsent(KvmDevice.of(machine())));
    }

    /** The CPU shows vmx or svm. */
    public MachineAssert hasVirtExtension() {
        return check(KvmClaims.extensionPresent(VirtExtension.of(machine())));
    }

    /** The CPU shows the given extension. */
    public MachineAssert hasVirtExtension(VirtExtension.Kind kind) {
        return check(KvmClaims.extensionIs(VirtExtension.of(machine()), kind));
    }

    /** The CPU shows neither vmx nor svm. */
    public MachineAssert hasNoVirtExtension() {
        return check(KvmClaims.extensionAbsent(VirtExtension.of(machine())));
    }

    /** The KVM module is loaded and would show the extension to this machine's guests. */
    public MachineAssert hasNestingEnabled() {
        return check(Claims.nestingEnabled(machine()));
    }

    /** The KVM module is loaded and hides the extension from this machine's guests. */
    public MachineAssert hasNestingDisabled() {
        return check(KvmClaims.nestingOff(NestedParameter.of(machine())));
    }

    /** The CPU shows EPT or NPT, and the KVM module uses it. */
    public MachineAssert hasNestedPaging() {
        return check(KvmClaims.nestedPaging(VirtExtension.of(machine()), NestedPaging.of(machine())));
    }

    /**
     * KVM, or TCG, runs the machine's CPUs. Checked from the inside and, for a guest, from the level above by the QEMU
     * command line and the KVM counters; both must agree with the claim.
     */
    public MachineAssert isAcceleratedBy(Acceleration.Kind kind) {
        return check(Claims.acceleratedBy(machine(), kind));
    }

    /** The running kernel's release, as {@code uname -r} prints it, is exactly this. */
    public MachineAssert runsKernel(String release) {
        return check(Claims.runsKernel(machine(), release));
    }

    /** The CPU's model name, as the machine's own kernel sees it, is exactly this. */
    public MachineAssert seesCpuModel(String modelName) {
        return check(MachineClaims.cpuModel(CpuSeen.of(machine()), modelName));
    }

    /** The CPU's model name is that of another machine, as host-passthrough makes it. */
    public MachineAssert seesSameCpuModelAs(Machine other) {
        return seesCpuModel(CpuSeen.of(other).modelName());
    }

    /** So many CPUs are online in the machine. */
    public MachineAssert hasCpus(int count) {
        return check(MachineClaims.cpus(OnlineCpus.of(machine()), count));
    }

    /** The address answers an echo request from this machine. */
    public MachineAssert canReach(String address) {
        return check(MachineClaims.reach(Reachability.of(machine(), address)));
    }

    /** The address accepts a TCP connection from this machine. */
    public MachineAssert canReach(String address, int port) {
        return check(MachineClaims.reach(Reachability.of(machine(), address, port)));
    }

    private Machine machine() {
        isNotNull();
        return actual;
    }

    private MachineAssert check(Optional<ClaimViolation> violation) {
        violation.ifPresent(it -> failWithMessage("%s", it.message(actual)));
        return this;
    }
}
