package org.nestlab.internal.engine;

import java.util.function.ToIntFunction;
import org.nestlab.internal.lab.StartFailure;
import org.nestlab.spec.Tier;

/**
 * Decides whether a lab that did not come up is started again.
 *
 * <ul>
 *   <li>A guest that hangs, or that the emulation provably broke: as long as the setting allows another start.
 *   <li>A guest that crashed without such a proof: once, and only on the emulated tier, where the emulation may still
 *       be the cause. A kernel that crashes twice is a failure. The setting does not count this start, so that one
 *       crash is not a failure only because the emulation has used up the starts. If the setting is 1, there is no such
 *       start.
 *   <li>Any other failure: never.
 * </ul>
 */
final class StartPolicy {

    private final ToIntFunction<Tier> most;
    private int counted;
    private int crashes;

    /** @param most {@code nestlab.boot.attempts} of the tier, 1 or more */
    StartPolicy(ToIntFunction<Tier> most) {
        this.most = most;
    }

    /** The number of the next start among those that the setting counts, from 1. */
    int number() {
        return counted + 1;
    }

    /** Receives each start that failed, in order. */
    boolean again(StartFailure.Kind kind, Tier tier) {
        int limit = most.applyAsInt(tier);
        return switch (kind) {
            case EMULATOR, HANG -> ++counted < limit;
            case CRASH -> ++crashes == 1 && tier == Tier.EMULATED && limit > 1;
            case REFUSED -> false;
        };
    }
}
