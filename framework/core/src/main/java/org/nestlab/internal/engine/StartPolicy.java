package org.nestlab.internal.engine;

import java.util.function.ToIntFunction;
import org.nestlab.internal.lab.StartFailure;
import org.nestlab.spec.Tier;

/**
 * Whether a lab that did not come up is started again.
 *
 * <ul>
 *   <li>A guest that the emulation broke, which is proven, or one that hangs: as long as the setting allows another
 *       start.
 *   <li>A guest that crashed without a proof: once, and on the emulated tier only, where the emulation may have done it
 *       all the same. A kernel that crashes twice is a failure. This start is not counted against the setting, so that
 *       a kernel does not fail for one crash because the emulation had used up the starts; where the setting is 1 there
 *       is none.
 *   <li>All else: never.
 * </ul>
 */
final class StartPolicy {

    private final ToIntFunction<Tier> most;
    private int counted;
    private int crashes;

    /** @param most {@code nestlab.boot.attempts} on a tier, 1 or more */
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
