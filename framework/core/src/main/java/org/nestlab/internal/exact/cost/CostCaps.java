package org.nestlab.internal.exact.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nestlab.exact.CostComparison;
import org.nestlab.exact.CostComparison.Judgement;
import org.nestlab.exact.CostComparison.Quantity;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.ExactCosts;
import org.nestlab.internal.thresholds.ExactCap;
import org.nestlab.internal.thresholds.ExactLimits;

/** Judges figures by the absolute limits of {@code thresholds.yaml}, which do not depend on earlier figures. */
final class CostCaps {

    private static final long NO_BASELINE = -1;

    private CostCaps() {}

    /** One comparison for each limit of a figure that was measured. */
    static List<CostComparison> compare(ExactCosts costs, ExactLimits limits) {
        List<CostComparison> compared = new ArrayList<>();
        JudgedFigure.of(costs).forEach((key, figure) -> {
            ExactCap cap = limits.cap(costs.vendor(), key);
            add(compared, key, Quantity.INSTRUCTIONS, figure, cap.instructions(), cap, limits, costs);
            add(compared, key, Quantity.EXITS, figure, cap.exits(), cap, limits, costs);
        });
        return compared;
    }

    private static void add(
            List<CostComparison> compared,
            CostKey key,
            Quantity quantity,
            JudgedFigure figure,
            @Nullable Long most,
            ExactCap cap,
            ExactLimits limits,
            ExactCosts costs) {
        if (most == null) {
            return;
        }
        boolean exits = quantity == Quantity.EXITS;
        double is = exits ? figure.exits() : figure.instructions();
        Judgement judgement = is < 0
                ? Judgement.MISSING
                : !figure.flaw().isEmpty()
                        ? Judgement.INVALID
                        : is > most + (exits ? CostGate.LESS_THAN_ONE : 0) ? Judgement.EXCEEDED : Judgement.WITHIN;
        String reason = judgement == Judgement.INVALID
                ? figure.flaw()
                : judgement == Judgement.MISSING
                        ? "L1's KVM did not count its exits"
                        : String.format(
                                Locale.ROOT,
                                exits ? "%.2f exits, at most %d by %s" : "%.0f instructions, at most %d by %s",
                                is,
                                most,
                                cap.source());
        compared.add(CostComparison.of(
                key, quantity, NO_BASELINE, Math.round(is), limits.of(costs.vendor(), key), judgement, reason));
    }
}
