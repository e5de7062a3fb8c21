package org.nestlab.internal.plan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The random values of a plan: its identifier, UUIDs and subnets. Planning the same spec with them again gives the same
 * plan.
 *
 * @param uuids in the order in which the planner asks for them
 * @param subnets the subnets in that order, for example {@code 192.168.140.0/24}
 */
public record Drawn(String lab, List<UUID> uuids, List<String> subnets) {

    public Drawn {
        uuids = List.copyOf(uuids);
        subnets = List.copyOf(subnets);
    }

    /** Returns the random values of a plan. */
    public static Drawn of(LabPlan plan) {
        List<UUID> uuids = new ArrayList<>();
        List<String> subnets = new ArrayList<>();
        walk(plan.host(), uuids, subnets);
        return new Drawn(plan.id().value(), uuids, subnets);
    }

    private static void walk(HypervisorPlan hypervisor, List<UUID> uuids, List<String> subnets) {
        uuids.add(hypervisor.network().uuid());
        subnets.add(hypervisor.network().subnet().toString());
        for (GuestPlan guest : hypervisor.guests()) {
            uuids.add(guest.uuid());
            guest.hypervisor().ifPresent(inner -> walk(inner, uuids, subnets));
        }
        uuids.add(hypervisor.poolUuid());
    }

    public LabId id() {
        return new LabId(lab);
    }

    /** Supplies the same UUIDs again. A plan that asks for more is a different plan, and gets random ones. */
    Supplier<UUID> random() {
        Iterator<UUID> again = uuids.iterator();
        return () -> again.hasNext() ? again.next() : UUID.randomUUID();
    }

    /**
     * The subnets as ranges, rotated so that {@link SubnetPicker}, which begins at a range that depends on the
     * identifier, picks them in their order.
     */
    List<Subnet> ranges() {
        int size = subnets.size();
        int start = Math.floorMod((int) Long.parseLong(lab, 16), size);
        Subnet[] ranges = new Subnet[size];
        for (int i = 0; i < size; i++) {
            ranges[(start + i) % size] = Subnet.parse(subnets.get(i)).orElseThrow();
        }
        return List.of(ranges);
    }
}
