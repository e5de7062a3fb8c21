package org.nestlab.allure.chart;

import java.util.ArrayList;
import java.util.List;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Standing;
import org.nestlab.verdict.Tally;

/**
 * The pairs that a verdict rests on, the carried ones first.
 *
 * @param carried how many of them are of earlier runs
 * @param standings the evidence after each pair; empty where nothing is judged
 */
record PairSeries(List<Pair> pairs, int carried, List<Double> ratios, List<Standing> standings) {

    /** Two values that are farther apart have a ratio that no double can hold. */
    private static final double FARTHEST = 700;

    PairSeries {
        pairs = List.copyOf(pairs);
        ratios = List.copyOf(ratios);
        standings = List.copyOf(standings);
    }

    static PairSeries of(Comparison comparison) {
        List<Pair> pairs = new ArrayList<>(comparison.carried());
        pairs.addAll(comparison.pairs());
        List<Double> ln = pairs.stream()
                .map(pair -> pair.lnRatio(comparison.metric()))
                .map(d -> Math.max(-FARTHEST, Math.min(FARTHEST, d)))
                .toList();
        List<Standing> standings = comparison
                .threshold()
                .map(Tally::new)
                .map(tally -> ln.stream()
                        .map(d -> {
                            tally.plus(d);
                            return tally.standing();
                        })
                        .toList())
                .orElse(List.of());
        return new PairSeries(
                pairs, comparison.carried().size(), ln.stream().map(Math::exp).toList(), standings);
    }

    int size() {
        return pairs.size();
    }

    Standing last() {
        return standings.get(standings.size() - 1);
    }
}
