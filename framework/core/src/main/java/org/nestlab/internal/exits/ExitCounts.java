package org.nestlab.internal.exits;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The exits of a guest, as the kernel that runs it counted them.
 *
 * @param own those of the guest itself, by the number of the reason
 * @param nested those of the guests inside it
 * @param handed how many of {@code nested} were handed to the guest, each of which it answers by exits of its own
 * @param dropped how many found no room in a histogram, and are in none of these
 */
public record ExitCounts(SortedMap<Long, Long> own, SortedMap<Long, Long> nested, long handed, long dropped) {

    public ExitCounts {
        own = new TreeMap<>(own);
        nested = new TreeMap<>(nested);
    }

    /**
     * Sorts what was seen.
     *
     * @param exits all, those of guests inside included
     * @param nested those of guests inside; null where the kernel does not tell them
     * @param handed null likewise
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

    /** Of the guest itself and of those inside it. */
    public long total() {
        return sum(own) + sum(nested) + dropped;
    }

    /** Of the guest itself. */
    public long ofGuest() {
        return sum(own);
    }

    /** Of the guests inside it. */
    public long ofNested() {
        return sum(nested);
    }

    private static long sum(SortedMap<Long, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
