package org.nestlab.exact;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * How many exits of L1's KVM one exit of a guest, or one request to it, takes: the slope of KVM's counter over two
 * numbers of exits, without those for interrupts.
 *
 * @param perExit a fraction comes from what L2 does meanwhile, for example for its timer
 * @param byReason by KVM's name of the reason, for example {@code VMRESUME}; empty if it was not counted
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Exits(double perExit, SortedMap<String, Double> byReason) {

    /** Checks the figure. */
    public Exits {
        if (!Double.isFinite(perExit)) {
            throw new IllegalArgumentException("%s is not a number of exits".formatted(perExit));
        }
        byReason = Collections.unmodifiableSortedMap(new TreeMap<>(byReason));
    }

    /** To the nearest whole number, which is what is judged. */
    public long whole() {
        return Math.round(perExit);
    }
}
