package org.nestlab.internal.engine;

import java.util.ArrayList;
import java.util.List;
import org.nestlab.internal.kept.NotReusableException;
import org.nestlab.internal.plan.LabId;

/**
 * Decides whether a lab is one that an earlier run has handed on, or a new one. One that cannot be taken over is taken
 * down, unless another run has it.
 *
 * @param <L> the lab
 */
final class ReuseStarts<L> {

    private final Ways<L> ways;
    private final int most;

    /** @param most how many labs may be up for the next run */
    ReuseStarts(Ways<L> ways, int most) {
        this.ways = ways;
        this.most = most;
    }

    /** How labs come. */
    interface Ways<L> {

        /** Those of the wanted spec that wait for a run, the one to try first first. */
        List<LabId> waiting();

        /**
         * Takes one over; where that fails it is left as it is or taken down.
         *
         * @throws NotReusableException if it is in use, or not well
         */
        L takeOver(LabId lab);

        /** Says why a lab was not taken over. */
        void refused(LabId lab, String why);

        /** Takes down what is left of one. */
        void remove(LabId lab);

        /** Takes down those that have waited for the longest time, until no more are left than are wanted. */
        void bound(int most);

        /** Brings up a new one. */
        L start();

        /** Whether the process is about to end, so that nothing else is tried. */
        boolean isEnding();
    }

    /**
     * A lab that is up.
     *
     * @param refused why others were not taken over, a sentence each
     */
    record Up<L>(L lab, List<String> refused) {}

    Up<L> run() {
        List<String> refused = new ArrayList<>();
        for (LabId lab : ways.waiting()) {
            try {
                return new Up<>(ways.takeOver(lab), List.copyOf(refused));
            } catch (RuntimeException e) {
                if (ways.isEnding()) {
                    throw e;
                }
                String why = String.valueOf(e.getMessage());
                ways.refused(lab, why);
                refused.add("lab %s: %s".formatted(lab, why));
                if (!(e instanceof NotReusableException known && known.isBusy())) {
                    ways.remove(lab);
                }
            }
        }
        // The new one may be handed on, too.
        ways.bound(most - 1);
        return new Up<>(ways.start(), List.copyOf(refused));
    }
}
