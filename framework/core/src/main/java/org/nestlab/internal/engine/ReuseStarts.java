package org.nestlab.internal.engine;

import java.util.ArrayList;
import java.util.List;
import org.nestlab.internal.kept.NotReusableException;
import org.nestlab.internal.plan.LabId;

/**
 * Decides whether to take over a lab of an earlier run, or to bring up a new one. A lab that cannot be taken over is
 * taken down, unless another run owns it.
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

    /** How labs are taken over, brought up and taken down. */
    interface Ways<L> {

        /** The waiting labs of the spec, in the order in which to try them. */
        List<LabId> waiting();

        /**
         * Takes a lab over. If that fails, the lab is left as it is or taken down.
         *
         * @throws NotReusableException if it is in use, or cannot be used
         */
        L takeOver(LabId lab);

        /** Says why a lab was not taken over. */
        void refused(LabId lab, String why);

        /** Takes down what is left of a lab. */
        void remove(LabId lab);

        /** Takes down the labs that have waited for the longest time, until at most this many are left. */
        void bound(int most);

        /** Brings up a new lab. */
        L start();

        /** Whether the process is about to end, so that nothing else should be tried. */
        boolean isEnding();
    }

    /**
     * A lab that is up.
     *
     * @param refused why other labs were not taken over, a sentence each
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
        // The new lab may be handed on as well.
        ways.bound(most - 1);
        return new Up<>(ways.start(), List.copyOf(refused));
    }
}
