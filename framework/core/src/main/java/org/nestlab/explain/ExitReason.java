package org.nestlab.explain;

import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * A reason for which a guest exits, with its count.
 *
 * @param name KVM's name without its prefix, for example {@code NPF} or {@code EPT_VIOLATION}; the number, for example
 *     {@code 0x4d}, if KVM has no name for it
 * @param count the number of exits with this reason during the visit; greater than 0
 * @param share of all exits in the same table, from 0 to 1
 * @param operations what the workload completed during the visit; 0 if it counts no operations
 * @param known what Nestlab or the user's file says about the reason, in one or two sentences; empty if neither says
 *     anything
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ExitReason(String name, long count, double share, double operations, String known) {

    /** Exits with this reason for each operation of the workload; empty if it counts no operations. */
    public OptionalDouble perOperation() {
        return operations > 0 ? OptionalDouble.of(count / operations) : OptionalDouble.empty();
    }
}
