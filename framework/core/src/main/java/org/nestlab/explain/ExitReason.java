package org.nestlab.explain;

import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * One reason for which a guest exits.
 *
 * @param name KVM's name without its prefix, for example {@code NPF} or {@code EPT_VIOLATION}; the number, as
 *     {@code 0x4d}, where KVM has no name for it
 * @param count of the visit, greater than 0
 * @param share of all exits of the same table, from 0 to 1
 * @param operations of the workload meanwhile; 0 where it counted none
 * @param known what is known about it, in a sentence or two; empty where nothing is
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ExitReason(String name, long count, double share, double operations, String known) {

    /** How often for each operation of the workload; empty where it counted none. */
    public OptionalDouble perOperation() {
        return operations > 0 ? OptionalDouble.of(count / operations) : OptionalDouble.empty();
    }
}
