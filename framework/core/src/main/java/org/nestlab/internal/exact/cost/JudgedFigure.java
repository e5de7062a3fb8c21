package org.nestlab.internal.exact.cost;

import java.util.SortedMap;
import java.util.TreeMap;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.ExactCosts;
import org.nestlab.exact.ExitCost;
import org.nestlab.exact.Exits;

/**
 * What is compared of one exit.
 *
 * @param instructions the median, or the least for a touch
 * @param exits of L1's KVM, in hundredths exactly; negative if they were not counted
 * @param flaw why it cannot be trusted; empty if it can
 */
public record JudgedFigure(long instructions, double exits, String flaw) {

    /** The value for exits that were not counted. */
    static final double UNKNOWN = -1;

    /** The loop without an exit measures the setup, not the kernel. */
    private static final String NO_EXIT = "loop";

    /** Of all exits of a machine. */
    static SortedMap<CostKey, JudgedFigure> of(ExactCosts costs) {
        SortedMap<CostKey, JudgedFigure> figures = new TreeMap<>();
        costs.costs().forEach((key, cost) -> {
            if (!key.kind().equals(NO_EXIT)) {
                figures.put(key, of(key, cost));
            }
        });
        return figures;
    }

    private static JudgedFigure of(CostKey key, ExitCost cost) {
        return new JudgedFigure(
                ExactCosts.judged(key.kind(), cost),
                cost.exits().map(JudgedFigure::hundredths).orElse(UNKNOWN),
                cost.flaw().orElse(""));
    }

    private static double hundredths(Exits exits) {
        return Math.max(0, Math.round(100 * exits.perExit()) / 100.0);
    }

    JudgedFigure flawedBy(String why) {
        return flaw.isEmpty() ? new JudgedFigure(instructions, exits, why) : this;
    }
}
