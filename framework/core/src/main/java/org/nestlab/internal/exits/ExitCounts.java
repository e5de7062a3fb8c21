package org.nestlab.internal.exits;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The exits of a guest, as counted by the kernel that runs the guest.
 *
 * @param own exits of the guest itself, by the number of the reason
 * @param nested exits of the guests inside it, by the number of the reason
 * @param handed how many of the {@code nested} exits KVM passed on to the guest, which handles each with exits of its
 *     own
 * @param dropped how many exits had no room in a histogram and are not counted above
 */
public record ExitCounts(SortedMap<Long, Long> own, SortedMap<Long, Long> nested, long handed, long dropped) {

    public ExitCounts {
        own = new TreeMap<>(own);
        nested = new TreeMap<>(nested);
    }

    /**
     * Separates a guest's own exits from those of the guests inside it.
     *
     * @param exits all exits, including those of guests inside
     * @param nested exits of guests inside; null if the kernel does not trace them
     * @param handed exits that were passed on to the guest; null if the kernel does not trace them
     */
    static ExitCounts of(Histogram exits, @Nullable Histogram nested, @Nullable Histogram handed) {
        SortedMap<Long, Long> own = new TreeMap<>(exits.counts());
        SortedMap<Long, Long> inside = nested == null ? new TreeMap<>() : nested.counts();
        inside.forEach((reason, count) -> own.computeIfPresent(reason, (key, all) -> all > count ? all - count : null));
        return new ExitCounts(
                own,
                inside,
                handed == null ? 0 : handed.total(),
                exits.dropped() + (nested == null ? 0 : nested.dropped()));
    }

    /** All exits, of the guest and of the guests inside it. */
    public long total() {
        return sum(own) + sum(nested) + dropped;
    }

    /** The number of the guest's own exits. */
    public long ofGuest() {
        return sum(own);
    }

    /** The number of exits of the guests inside it. */
    public long ofNested() {
        return sum(nested);
    }

    private static long sum(SortedMap<Long, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
