package org.nestlab.explain;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.exact.Vendor;
import org.nestlab.spec.ValueProperties;

/** The exits of one guest to the kernel that runs it, during one visit of a workload. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LevelExits {

    private final String guest;
    private final String kernel;
    private final Vendor vendor;
    private final double operations;
    private final List<ExitReason> reasons;
    private final List<ExitReason> nestedReasons;
    private final long handed;
    private final long dropped;
    private final long statistic;
    private final Map<String, String> state;

    private LevelExits(
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
        this.guest = guest;
        this.kernel = kernel;
        this.vendor = vendor;
        this.operations = operations;
        this.reasons = List.copyOf(reasons);
        this.nestedReasons = List.copyOf(nestedReasons);
        this.handed = handed;
        this.dropped = dropped;
        this.statistic = statistic;
        this.state = Collections.unmodifiableMap(new TreeMap<>(state));
    }

    /** One with these properties, which the accessors of the same names describe. */
    public static LevelExits of(
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
        return new LevelExits(
                guest, kernel, vendor, operations, reasons, nestedReasons, handed, dropped, statistic, state);
    }

    /** The guest, for example {@code L2 guest}. */
    public String guest() {
        return guest;
    }

    /** The machine whose KVM runs the guest, for example {@code L1 hypervisor}. */
    public String kernel() {
        return kernel;
    }

    /** The vendor of the CPU, which decides on the names of the reasons. */
    public Vendor vendor() {
        return vendor;
    }

    /** What the workload completed; 0 if it counts no operations. */
    public double operations() {
        return operations;
    }

    /** The guest's own exits, the most frequent reason first. */
    public List<ExitReason> reasons() {
        return reasons;
    }

    /** The exits of the guests inside it, the most frequent reason first. */
    public List<ExitReason> nestedReasons() {
        return nestedReasons;
    }

    /** How many exits of the guests inside KVM passed on to the guest. */
    public long handed() {
        return handed;
    }

    /** How many exits are missing in the reasons because the histogram had no room for them. */
    public long dropped() {
        return dropped;
    }

    /** The growth of KVM's own counter {@code exits}; 0 if it did not grow or was reset. */
    public long statistic() {
        return statistic;
    }

    /** Parameters of KVM and the clock source of the kernel, by the kernel's names. */
    public Map<String, String> state() {
        return state;
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

    private ValueProperties properties() {
        return ValueProperties.of(LevelExits.class)
                .and("guest", guest)
                .and("kernel", kernel)
                .and("vendor", vendor)
                .and("operations", operations)
                .and("reasons", reasons)
                .and("nestedReasons", nestedReasons)
                .and("handed", handed)
                .and("dropped", dropped)
                .and("statistic", statistic)
                .and("state", state);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LevelExits same && properties().equals(same.properties());
    }

    @Override
    public int hashCode() {
        return properties().hashCode();
    }

    @Override
    public String toString() {
        return properties().toString();
    }
}
