package org.nestlab.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;

/**
 * Everything that a lab will create.
 *
 * @param tier how L1 runs on L0, and {@code tierReason} why
 * @param uri the libvirt connection of L0
 * @param notes remarks for the reader, a line each
 */
public record LabPlan(
        LabId id, LabSpec spec, Tier tier, String tierReason, String uri, HypervisorPlan host, List<String> notes) {

    public LabPlan {
        notes = List.copyOf(notes);
    }

    /** Every guest; a guest comes before those inside it. */
    public List<GuestPlan> guests() {
        List<GuestPlan> all = new ArrayList<>();
        walk(host, all::add);
        return all;
    }

    private static void walk(HypervisorPlan hypervisor, Consumer<GuestPlan> visit) {
        for (GuestPlan guest : hypervisor.guests()) {
            visit.accept(guest);
            guest.hypervisor().ifPresent(inner -> walk(inner, visit));
        }
    }
}
