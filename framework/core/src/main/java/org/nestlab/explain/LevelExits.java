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
 * @param kernel the machine whose KVM runs the guest, for example {@code L1 hypervisor}
 * @param operations what the workload completed; 0 if it counts no operations
 * @param reasons the guest's own exits, the most frequent reason first
 * @param nestedReasons the exits of the guests inside it, the most frequent reason first
 * @param handed how many exits of the guests inside KVM passed on to the guest
 * @param dropped how many exits are missing in the reasons because the histogram had no room for them
 * @param statistic the growth of KVM's own counter {@code exits}; 0 if it did not grow or was reset
 * @param state parameters of KVM and the clock source of the kernel, by the kernel's names
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

    /** The number of the guest's own exits. */
    public long exits() {
        return sum(reasons);
    }

    /** The number of exits of the guests inside it. */
    public long nestedExits() {
        return sum(nestedReasons);
    }

    /**
     * All exits that the kernel saw: the guest's own, those of the guests inside it, and those without room in a
     * histogram.
     */
    public long total() {
        return exits() + nestedExits() + dropped;
    }

    /** One of the guest's own reasons by its name, for example {@code NPF}; empty if no exit had that reason. */
    public Optional<ExitReason> reason(String name) {
        return reasons.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    /** The guest's own exits for each operation; empty if the workload counts no operations. */
    public OptionalDouble perOperation() {
        return operations > 0 ? OptionalDouble.of(exits() / operations) : OptionalDouble.empty();
    }

    /**
     * The share of the exits of guests inside that KVM passed on to the guest, from 0 to 1; empty if there were no such
     * exits.
     */
    public OptionalDouble handedShare() {
        long nested = nestedExits();
        return nested == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) handed / nested);
    }

    /** How many exits of the guest itself one exit of a guest inside it costs; empty if there were no exits inside. */
    public OptionalDouble multiplication() {
        long nested = nestedExits();
        return nested == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) exits() / nested);
    }

    /**
     * The difference between the counted exits and KVM's own counter, as a share of the counter; empty if the counter
     * did not grow.
     */
    public OptionalDouble gap() {
        return statistic > 0
                ? OptionalDouble.of(Math.abs(total() - statistic) / (double) statistic)
                : OptionalDouble.empty();
    }

    private static long sum(List<ExitReason> reasons) {
        return reasons.stream().mapToLong(ExitReason::count).sum();
    }
}
