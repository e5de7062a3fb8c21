package org.nestlab.internal.plan;

import java.util.List;
import java.util.function.Consumer;
import org.nestlab.machine.Level;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;

/**
 * Gives every guest a number of virtual CPUs whose spec leaves it to the plan.
 *
 * <p>If QEMU emulates L1, a second CPU that restores its FPU may undo a step of the first one that enters or leaves a
 * guest (docs/qemu-tcg-svm.md). A second CPU makes no lab faster on a small host either, so L1 has no more CPUs than
 * its guests use. On KVM L1 has two CPUs, one for its guest and one for itself.
 */
final class VirtualCpus {

    private static final int ON_KVM = 2;

    private VirtualCpus() {}

    /**
     * Returns the lab with a number for each guest; a number that the author chose does not change.
     *
     * @param note receives a line for each number that differs from the one on KVM
     */
    static LabSpec decide(LabSpec lab, Tier tier, Consumer<String> note) {
        return lab.withGuests(decide(lab.guests(), Level.L1, tier, note));
    }

    private static List<GuestSpec> decide(List<GuestSpec> guests, Level level, Tier tier, Consumer<String> note) {
        return guests.stream().map(guest -> decide(guest, level, tier, note)).toList();
    }

    private static GuestSpec decide(GuestSpec guest, Level level, Tier tier, Consumer<String> note) {
        GuestSpec inner = guest.withGuests(decide(guest.guests(), level.next(), tier, note));
        if (guest.vcpus() != GuestSpec.VCPUS_BY_TIER) {
            return inner;
        }
        if (tier == Tier.KVM) {
            return inner.withVcpus(ON_KVM);
        }
        int most = inner.guests().stream().mapToInt(GuestSpec::vcpus).max().orElse(1);
        if (most != ON_KVM) {
            note.accept(
                    "%s %s: virtual CPUs %d, as the lab asks for no number and emulated nesting breaks less often with few; withVcpus(%d) gives it as many as on KVM"
                            .formatted(level, guest.name(), most, ON_KVM));
        }
        return inner.withVcpus(most);
    }
}
