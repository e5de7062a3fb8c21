package org.nestlab.allure.chart;

import java.util.ArrayList;
import java.util.List;
import org.nestlab.verdict.ClaimState;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.RunningClaim;

/**
 * The pairs that a verdict is based on, those of earlier runs first.
 *
 * @param carried how many of them are from earlier runs
 * @param standings the evidence after each pair; empty if nothing is judged
 */
record PairSeries(List<Pair> pairs, int carried, List<Double> ratios, List<ClaimState> standings) {

    /** Two values that are farther apart have a ratio that overflows a double. */
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
        List<ClaimState> standings = comparison
                .threshold()
                .map(RunningClaim::new)
                .map(running -> ln.stream()
                        .map(d -> {
                            running.plus(d);
                            return running.claimState();
                        })
                        .toList())
                .orElse(List.of());
        return new PairSeries(
                pairs, comparison.carried().size(), ln.stream().map(Math::exp).toList(), standings);
    }

    int size() {
        return pairs.size();
    }

    ClaimState last() {
        return standings.get(standings.size() - 1);
    }
}
