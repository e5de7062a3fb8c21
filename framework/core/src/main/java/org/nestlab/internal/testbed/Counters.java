package org.nestlab.internal.testbed;

import java.util.Map;
import java.util.TreeMap;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Machine;

/**
 * What the KVM of the level above counts for a guest meanwhile, for example {@code exits} and {@code nested_run}.
 * Nothing for the host, nor for a guest that is emulated.
 */
public final class Counters {

    private final Machine machine;
    private final Map<String, Long> before;

    private Counters(Machine machine) {
        this.machine = machine;
        this.before = read(machine);
    }

    /** Reads the counters for the first time. */
    public static Counters start(Machine machine) {
        return new Counters(machine);
    }

    /**
     * How much each has grown since the start, by KVM's names; those that did not grow are left out, since some are not
     * counters but states.
     */
    public Map<String, Long> soFar() {
        Map<String, Long> grown = new TreeMap<>();
        read(machine).forEach((name, value) -> {
            Long from = before.get(name);
            if (from != null && value > from) {
                grown.put(name, value - from);
            }
        });
        return grown;
    }

    private static Map<String, Long> read(Machine machine) {
        return machine instanceof Guest guest ? guest.kvmStatistics().counters() : Map.of();
    }
}
