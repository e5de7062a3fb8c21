package org.nestlab.internal.exact.cost;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.ExactCosts;

/**
 * The check of the setup itself: if two runs of one machine do not have the same figures, the figures cannot be
 * trusted.
 */
final class SelfCheck {

    /** By how much two equal runs may differ, as a fraction: a tenth of the default limit. */
    static final double MOST = 0.001;

    /** The same for a request, in which two Linux systems and a program take part: half of the default limit. */
    static final double MOST_OF_A_REQUEST = 0.005;

    private SelfCheck() {}

    /** Why figures cannot be trusted, by exit; empty if all repeat. */
    static SortedMap<CostKey, String> unrepeatable(ExactCosts first, ExactCosts second) {
        SortedMap<CostKey, String> found = new TreeMap<>();
        SortedMap<CostKey, JudgedFigure> others = JudgedFigure.of(second);
        JudgedFigure.of(first).forEach((key, one) -> {
            JudgedFigure other = others.get(key);
            if (other == null) {
                found.put(key, "only one of two equal runs measured it");
            } else if (apart(one.instructions(), other.instructions()) > most(key)) {
                found.put(
                        key,
                        String.format(
                                Locale.ROOT,
                                "two equal runs took %d and %d instructions, %.2f %% apart; expected at most %.1f %%",
                                one.instructions(),
                                other.instructions(),
                                100 * apart(one.instructions(), other.instructions()),
                                100 * most(key)));
            } else if (Math.abs(one.exits() - other.exits()) > CostGate.slack(key)) {
                found.put(
                        key,
                        String.format(
                                Locale.ROOT,
                                "two equal runs took %.2f and %.2f exits of L1's KVM",
                                one.exits(),
                                other.exits()));
            }
        });
        others.keySet().stream()
                .filter(key -> !JudgedFigure.of(first).containsKey(key))
                .forEach(key -> found.put(key, "only one of two equal runs measured it"));
        return found;
    }

    private static double most(CostKey key) {
        return CostKey.isRequest(key.kind()) ? MOST_OF_A_REQUEST : MOST;
    }

    private static double apart(long one, long other) {
        long least = Math.min(one, other);
        return one == other ? 0 : least == 0 ? 1 : (double) Math.abs(one - other) / least;
    }
}
