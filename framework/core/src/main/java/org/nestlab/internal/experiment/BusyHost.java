package org.nestlab.internal.experiment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nestlab.experiment.Experiment;
import org.nestlab.spec.Tier;

/**
 * The pairs that were begun on a host that had other work to do. Where L1 is emulated, that slows the level further in
 * down more than the one around it, so that nothing measured then speaks against it: L2's fio, 0.27 of L1's on a quiet
 * host, was 0.07 of it at a load of 17 on 2 cores. It may speak for it.
 */
final class BusyHost {

    /** More than this part of the pairs on a busy host, and a metric cannot be called worse. */
    private static final double MOST = 0.10;

    private final boolean matters;
    private int pairs;
    private int busy;
    private @Nullable String last;

    BusyHost(Experiment head) {
        matters = head.tier() == Tier.EMULATED
                && !head.levels().subject().equals(head.levels().reference());
    }

    /** @param complaint how busy the host was when the pair was begun, null if it was quiet */
    void pair(@Nullable String complaint) {
        pairs++;
        if (complaint != null) {
            busy++;
            last = complaint;
        }
    }

    /** Why no metric can be called worse; empty if one can. */
    Optional<String> complaint() {
        if (!matters || busy <= MOST * pairs) {
            return Optional.empty();
        }
        return Optional.of(
                "the host was busy at %d of %d pairs, which slows an emulated L2 more than its L1; expected: at most %.0f %% of them; the last time: %s"
                        .formatted(busy, pairs, MOST * 100, last));
    }
}
