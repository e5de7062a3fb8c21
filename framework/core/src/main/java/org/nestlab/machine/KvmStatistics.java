package org.nestlab.machine;

import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * Counters that the KVM of the level above keeps for one guest, summed over its virtual CPUs.
 *
 * @param counters by KVM's own names, for example {@code exits}, {@code halt_exits}; empty where KVM keeps none for
 *     this guest
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record KvmStatistics(Map<String, Long> counters) {

    public KvmStatistics {
        counters = Map.copyOf(new TreeMap<>(counters));
    }

    /** The number of VM exits; 0 if KVM counts none for this guest. */
    public long exits() {
        return counters.getOrDefault("exits", 0L);
    }
}
