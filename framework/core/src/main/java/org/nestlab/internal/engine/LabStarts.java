package org.nestlab.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nestlab.internal.lab.StartFailure;
import org.nestlab.spec.Tier;

/**
 * Starts one lab, as often as {@link StartPolicy} allows, until it is up.
 *
 * @param <L> the lab
 */
final class LabStarts<L> {

    /** Brings up one lab of the spec, and takes down what it has created if that fails. */
    @FunctionalInterface
    interface Start<L> {

        /**
         * Starts the lab once.
         *
         * @param number the number of this start among those that the setting counts, from 1
         * @param before the starts that failed, in order
         */
        Started<L> run(int number, List<StartFailure> before);
    }

    /**
     * The result of one start.
     *
     * @param failure why the lab is not up; empty if it is
     * @param ended whether the lab was taken down during the start, for example because the run is over
     */
    record Started<L>(L lab, Tier tier, Optional<StartFailure> failure, boolean ended) {}

    private final StartPolicy policy;
    private final StartTally tally;

    LabStarts(StartPolicy policy, StartTally tally) {
        this.policy = policy;
        this.tally = tally;
    }

    /**
     * Starts the lab until it is up.
     *
     * @throws RuntimeException the failure of the last start; those of the earlier starts are suppressed exceptions
     */
    L run(Start<L> start) {
        List<StartFailure> before = new ArrayList<>();
        tally.lab();
        while (true) {
            Started<L> started = start.run(policy.number(), List.copyOf(before));
            if (started.failure().isEmpty()) {
                return started.lab();
            }
            StartFailure failed = started.failure().get();
            boolean over = started.ended() || Thread.currentThread().isInterrupted();
            if (over || !policy.again(failed.kind(), started.tier())) {
                before.forEach(earlier -> failed.failure().addSuppressed(earlier.failure()));
                throw failed.failure();
            }
            tally.again(failed.kind());
            before.add(failed);
        }
    }
}
