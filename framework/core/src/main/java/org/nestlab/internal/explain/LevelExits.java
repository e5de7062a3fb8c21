package org.nestlab.internal.explain;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.exits.ExitCounts;
import org.nestlab.internal.exits.ReasonNames;

/**
 * The exits of one guest to the kernel that runs it, during one visit of a workload.
 *
 * @param guest for example {@code L2 guest}
 * @param kernel whose KVM runs it, for example {@code L1 hypervisor}
 * @param operations of the workload, greater than 0; empty where it counted none
 * @param statistic by how much KVM's own statistic {@code exits} grew; empty where it did not grow, or was set back
 * @param state of the kernel's KVM and clock, by the names that the kernel has for them
 */
public record LevelExits(
        String guest,
        String kernel,
        Vendor vendor,
        OptionalDouble operations,
        ExitCounts counts,
        OptionalLong statistic,
        SortedMap<String, String> state) {

    public LevelExits {
        state = new TreeMap<>(state);
    }

    /**
     * One reason.
     *
     * @param share of all exits, from 0 to 1
     * @param perOperation empty where the workload counted no operations
     */
    public record Reason(String name, long count, double share, OptionalDouble perOperation, Optional<String> known) {}

    /** The reasons of the guest's own exits, the most frequent first. */
    List<Reason> own() {
        return reasons(counts.own());
    }

    /** Those of the guests inside it. */
    List<Reason> nested() {
        return reasons(counts.nested());
    }

    private List<Reason> reasons(SortedMap<Long, Long> those) {
        long all = those.values().stream().mapToLong(Long::longValue).sum();
        return those.entrySet().stream()
                .sorted(Map.Entry.<Long, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Comparator.comparing(Map.Entry::getKey)))
                .map(it -> reason(it.getKey(), it.getValue(), all))
                .toList();
    }

    private Reason reason(long number, long count, long all) {
        String name = ReasonNames.of(vendor, number);
        return new Reason(name, count, (double) count / all, perOperation(count), KnownReasons.about(name, state));
    }

    OptionalDouble perOperation(long count) {
        return operations.isPresent() ? OptionalDouble.of(count / operations.getAsDouble()) : OptionalDouble.empty();
    }

    /** Which share of the exits of guests inside was handed to the guest, from 0 to 1; empty where there were none. */
    OptionalDouble handed() {
        long nested = counts.ofNested();
        return nested == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) counts.handed() / nested);
    }

    /** How many exits of the guest itself one exit of a guest inside it costs; empty where there were none. */
    OptionalDouble multiplication() {
        long nested = counts.ofNested();
        return nested == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) counts.ofGuest() / nested);
    }

    /** How far the reasons are from KVM's own statistic, as a share of it; empty where that says nothing. */
    OptionalDouble gap() {
        return statistic.isPresent()
                ? OptionalDouble.of(Math.abs(counts.total() - statistic.getAsLong()) / (double) statistic.getAsLong())
                : OptionalDouble.empty();
    }
}
