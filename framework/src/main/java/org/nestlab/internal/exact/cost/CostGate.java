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

/** Compares figures. As each is exact, one run a side decides, and no statistics. */
final class CostGate {

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
            long most =
                    before == null ? 0 : before.instructions() + (long) (before.instructions() * limit.instructions());
            compared.add(judge(key, Quantity.INSTRUCTIONS, before, after, most, limit, JudgedFigure::instructions));
            long mostExits = before == null ? 0 : before.exits() + limit.exits();
            compared.add(judge(key, Quantity.EXITS, before, after, mostExits, limit, JudgedFigure::exits));
        }
        return compared;
    }

    /** What all of them come to: one figure that exceeds its limit decides, then one that cannot be trusted. */
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
            long most,
            CostLimit limit,
            Function<JudgedFigure, Long> figure) {
        long was = before == null ? -1 : figure.apply(before);
        long is = after == null ? -1 : figure.apply(after);
        if (was < 0 || is < 0) {
            String who = was < 0 && is < 0
                    ? "neither has"
                    : was < 0 ? "the baseline does not have" : "the candidate does not have";
            return new CostComparison(key, quantity, was, is, limit, Judgement.MISSING, who + " this figure");
        }
        String flaw = before == null || after == null ? "" : before.flaw().isEmpty() ? after.flaw() : before.flaw();
        if (!flaw.isEmpty()) {
            return new CostComparison(key, quantity, was, is, limit, Judgement.INVALID, flaw);
        }
        boolean exceeds = is > most;
        return new CostComparison(
                key,
                quantity,
                was,
                is,
                limit,
                exceeds ? Judgement.EXCEEDED : Judgement.WITHIN,
                String.format(
                        Locale.ROOT,
                        "%d %s, the limit is %d%s",
                        is,
                        quantity.name().toLowerCase(Locale.ROOT),
                        most,
                        limit.source().isEmpty() ? "" : " by " + limit.source()));
    }

    /** The figures with those marked that two equal runs did not repeat. */
    static SortedMap<CostKey, JudgedFigure> marked(
            SortedMap<CostKey, JudgedFigure> figures, SortedMap<CostKey, String> unrepeatable) {
        SortedMap<CostKey, JudgedFigure> marked = new TreeMap<>(figures);
        unrepeatable.forEach((key, why) -> marked.computeIfPresent(key, (it, figure) -> figure.flawedBy(why)));
        return marked;
    }
}
