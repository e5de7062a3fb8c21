package org.nestlab.exact;

import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What one exit, or one request, costs.
 *
 * @param instructions as the guest counted them
 * @param exits of L1's KVM; null where it could not be counted
 * @param flaw why this is not to be trusted; empty where it is
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ExitCost(Instructions instructions, @Nullable Exits exits, String flaw) {

    /** Checks that the first one is there. */
    public ExitCost {
        Objects.requireNonNull(instructions, "instructions");
    }

    /** The same figures, which are not to be trusted. */
    public ExitCost flawedBy(String why) {
        return flaw.isEmpty() ? new ExitCost(instructions, exits, why) : this;
    }

    /** Whether it may be judged. */
    public boolean isValid() {
        return flaw.isEmpty();
    }
}
