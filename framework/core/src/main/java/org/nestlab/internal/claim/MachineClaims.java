package org.nestlab.internal.claim;

import java.util.Optional;
import org.nestlab.probe.Acceleration;
import org.nestlab.probe.CpuSeen;
import org.nestlab.probe.KernelInfo;
import org.nestlab.probe.OnlineCpus;
import org.nestlab.probe.Reachability;

/** Claims about a machine as a guest; empty where the claim holds. */
public final class MachineClaims {

    private MachineClaims() {}

    public static Optional<ClaimViolation> acceleration(Acceleration seen, Acceleration.Kind wanted, String side) {
        if (seen.kind() == wanted) {
            return Optional.empty();
        }
        return Optional.of(new ClaimViolation(
                "not accelerated by %s, seen %s".formatted(wanted, side),
                "%s (%s)".formatted(seen.kind(), String.join("; ", seen.evidence())),
                wanted.toString(),
                switch (wanted) {
                    case KVM ->
                        "check that /dev/kvm works on the level above and that the domain is <domain type='kvm'>";
                    case TCG -> "a domain that is to be emulated is <domain type='qemu'>";
                    case NONE -> "only a host that is not itself a VM runs on bare hardware";
                    case UNKNOWN -> "claim KVM or TCG instead";
                }));
    }

    public static Optional<ClaimViolation> kernel(KernelInfo seen, String release) {
        if (seen.release().equals(release)) {
            return Optional.empty();
        }
        return Optional.of(new ClaimViolation(
                "another kernel runs",
                seen.release(),
                release,
                "check GuestSpec withKernel(…); a kernel from files must bring its own modules in its initramfs"));
    }

    public static Optional<ClaimViolation> cpuModel(CpuSeen seen, String modelName) {
        if (seen.modelName().equals(modelName)) {
            return Optional.empty();
        }
        return Optional.of(new ClaimViolation(
                "another CPU model is seen",
                seen.modelName(),
                modelName,
                "compare the CPU in the guest's live definition (Guest.domainXml()) with GuestSpec withCpu(…)"));
    }

    public static Optional<ClaimViolation> cpus(OnlineCpus seen, int count) {
        if (seen.count() == count) {
            return Optional.empty();
        }
        return Optional.of(new ClaimViolation(
                "another number of CPUs is online",
                String.valueOf(seen.count()),
                String.valueOf(count),
                "say the number with GuestSpec withVcpus(…): without it the tier decides, as `nestlab plan` shows"));
    }

    public static Optional<ClaimViolation> reach(Reachability seen) {
        if (seen.reached()) {
            return Optional.empty();
        }
        return Optional.of(
                new ClaimViolation(
                        "cannot reach " + seen.target(),
                        seen.detail(),
                        "an answer",
                        "compare `ip route` on both sides; the level between has to forward (net.ipv4.ip_forward=1) and its firewall to let through"));
    }
}
