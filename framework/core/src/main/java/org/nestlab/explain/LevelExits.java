package org.nestlab.explain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.nestlab.exact.Vendor;

/**
 * The exits of one guest to the kernel that runs it, during one visit of a workload.
 *
 * @param guest for example {@code L2 guest}
 * @param kernel whose KVM runs it, for example {@code L1 hypervisor}
 * @param operations of the workload; 0 where it counted none
 * @param reasons of the guest's own exits, the most frequent first
 * @param nestedReasons of the exits of the guests inside it, likewise
 * @param handed how many exits of the guests inside were handed to the guest
 * @param dropped how many exits are in no reason, as the histogram had no room for them
 * @param statistic by how much KVM's own statistic {@code exits} grew; 0 where it did not grow, or was set back
 * @param state of the kernel's KVM and clock, by the names that the kernel has for them
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LevelExits(
        String guest,
        String kernel,
        Vendor vendor,
        double operations,
        List<ExitReason> reasons,
        List<ExitReason> nestedReasons,
        long handed,
        long dropped,
        long statistic,
        Map<String, String> state) {

    public LevelExits {
        reasons = List.copyOf(reasons);
        nestedReasons = List.copyOf(nestedReasons);
        state = new TreeMap<>(state);
    }

    /** Those of the guest itself. */
    public long exits() {
        return sum(reasons);
    }

    /** Those of the guests inside it. */
    public long nestedExits() {
        return sum(nestedReasons);
    }

    /** All that the kernel saw: of the guest, of those inside it, and those that are in no reason. */
    public long total() {
        return exits() + nestedExits() + dropped;
    }

    /** One of the guest's own reasons, for example {@code NPF}; empty where no exit had it. */
    public Optional<ExitReason> reason(String name) {
        return reasons.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    /** The guest's own exits for each operation; empty where the workload counted none. */
    public OptionalDouble perOperation() {
        return operations > 0 ? OptionalDouble.of(exits() / operations) : OptionalDouble.empty();
    }

    /** Which share of the exits of guests inside was handed to the guest, from 0 to 1; empty where there were none. */
    public OptionalDouble handedShare() {
        long nested = nestedExits();
        return nested == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) handed / nested);
    }

    /** How many exits of the guest itself one exit of a guest inside it costs; empty where there were none. */
    public OptionalDouble multiplication() {
        long nested = nestedExits();
        return nested == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) exits() / nested);
    }

    /** How far the reasons are from KVM's own statistic, as a share of it; empty where that says nothing. */
    public OptionalDouble gap() {
        return statistic > 0
                ? OptionalDouble.of(Math.abs(total() - statistic) / (double) statistic)
                : OptionalDouble.empty();
    }

    private static long sum(List<ExitReason> reasons) {
        return reasons.stream().mapToLong(ExitReason::count).sum();
    }
}
