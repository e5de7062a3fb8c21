package org.nestlab.internal.explain;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.nestlab.exact.Vendor;
import org.nestlab.explain.ExitReason;
import org.nestlab.internal.exits.ReasonNames;

/**
 * Adds to the numbers of reasons their names and the sentences about them.
 *
 * @param operations what the workload completed; 0 if it counts no operations
 * @param state of the machine that runs KVM, by the names of KVM's parameters
 */
record NamedReasons(Vendor vendor, double operations, KnownReasons known, Map<String, String> state) {

    /** The reasons, the most frequent first. */
    List<ExitReason> of(SortedMap<Long, Long> counts) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        return counts.entrySet().stream()
                .sorted(Map.Entry.<Long, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Comparator.comparing(Map.Entry::getKey)))
                .map(it -> reason(ReasonNames.of(vendor, it.getKey()), it.getValue(), all))
                .toList();
    }

    private ExitReason reason(String name, long count, long all) {
        return new ExitReason(name, count, (double) count / all, operations, known.about(name, state));
    }
}
