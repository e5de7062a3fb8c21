package org.nestlab.internal.exact.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nestlab.exact.CostComparison;
import org.nestlab.exact.CostComparison.Judgement;
import org.nestlab.exact.CostComparison.Quantity;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.CostLimit;
import org.nestlab.upgrade.Outcome;

/** Compares figures. Each figure is exact, so one run of each side decides, without statistics. */
final class CostGate {

    /** The slope includes a fraction from what L2 does meanwhile, so more than half an exit counts as a whole one. */
    static final double LESS_THAN_ONE = 0.5;

    /**
     * The same for a request. The timers of L3 and L2 tick between two marks, and each tick takes some 50 exits of L1,
     * so a few ticks more or less are more than one exit for each request.
     */
    static final double OF_A_REQUEST = 2;

    /** By how many exits equal figures may differ. */
    static double slack(CostKey key) {
        return CostKey.isRequest(key.kind()) ? OF_A_REQUEST : LESS_THAN_ONE;
    }

    private final Function<CostKey, CostLimit> limits;

    CostGate(Function<CostKey, CostLimit> limits) {
        this.limits = limits;
    }

    /** Every figure that either side has: instructions, then exits of each kind. */
    List<CostComparison> compare(
            SortedMap<CostKey, JudgedFigure> baseline, SortedMap<CostKey, JudgedFigure> candidate) {
        TreeSet<CostKey> keys = new TreeSet<>(baseline.keySet());
        keys.addAll(candidate.keySet());
        List<CostComparison> compared = new ArrayList<>();
        for (CostKey key : keys) {
            JudgedFigure before = baseline.get(key);
            JudgedFigure after = candidate.get(key);
            CostLimit limit = limits.apply(key);
            compared.add(judge(key, Quantity.INSTRUCTIONS, before, after, limit));
            compared.add(judge(key, Quantity.EXITS, before, after, limit));
        }
        return compared;
    }

    /**
     * The outcome of all comparisons: a figure that exceeds its limit decides first, then one that cannot be trusted.
     */
    static Outcome outcome(List<CostComparison> compared) {
        if (compared.stream().anyMatch(it -> it.judgement() == Judgement.EXCEEDED)) {
            return Outcome.WORSE;
        }
        boolean decided = compared.stream().anyMatch(it -> it.judgement() == Judgement.WITHIN);
        boolean doubtful = compared.stream()
                .anyMatch(it -> it.judgement() == Judgement.INVALID
                        || (it.judgement() == Judgement.MISSING && it.quantity() == Quantity.INSTRUCTIONS));
        return decided && !doubtful ? Outcome.GOOD : Outcome.CANNOT_TELL;
    }

    private static CostComparison judge(
            CostKey key,
            Quantity quantity,
            @Nullable JudgedFigure before,
            @Nullable JudgedFigure after,
            CostLimit limit) {
        double was = figure(quantity, before);
        double is = figure(quantity, after);
        if (before == null || after == null || was < 0 || is < 0) {
            String who = was < 0 && is < 0
                    ? "neither has"
                    : was < 0 ? "the baseline does not have" : "the candidate does not have";
            return compared(key, quantity, was, is, limit, Judgement.MISSING, who + " this figure");
        }
        String flaw = before.flaw().isEmpty() ? after.flaw() : before.flaw();
        if (!flaw.isEmpty()) {
            return compared(key, quantity, was, is, limit, Judgement.INVALID, flaw);
        }
        double most = quantity == Quantity.INSTRUCTIONS
                ? Math.floor(was + was * limit.instructions())
                : was + limit.exits() + slack(key);
        return compared(
                key,
                quantity,
                was,
                is,
                limit,
                is > most ? Judgement.EXCEEDED : Judgement.WITHIN,
                String.format(
                        Locale.ROOT,
                        quantity == Quantity.INSTRUCTIONS
                                ? "%.0f instructions, the limit is %.0f%s"
                                : "%.2f exits, the limit is %.2f%s",
                        is,
                        most,
                        limit.source().isEmpty() ? "" : " by " + limit.source()));
    }

    private static double figure(Quantity quantity, @Nullable JudgedFigure figure) {
        if (figure == null) {
            return JudgedFigure.UNKNOWN;
        }
        return quantity == Quantity.INSTRUCTIONS ? figure.instructions() : figure.exits();
    }

    private static CostComparison compared(
            CostKey key,
            Quantity quantity,
            double was,
            double is,
            CostLimit limit,
            Judgement judgement,
            String reason) {
        return CostComparison.of(key, quantity, Math.round(was), Math.round(is), limit, judgement, reason);
    }

    /** The figures, with a mark on those that two equal runs did not repeat. */
    static SortedMap<CostKey, JudgedFigure> marked(
            SortedMap<CostKey, JudgedFigure> figures, SortedMap<CostKey, String> unrepeatable) {
        SortedMap<CostKey, JudgedFigure> marked = new TreeMap<>(figures);
        unrepeatable.forEach((key, why) -> marked.computeIfPresent(key, (it, figure) -> figure.flawedBy(why)));
        return marked;
    }
}
