package org.nestlab.verdict;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nestlab.verdict.Gate.Decision;

/** Many seeded runs of one claim, each until it is decided; the decision is the shipped gate's. */
final class Trials {

    private final int[] pairs;
    private final Decision[] decisions;

    private Trials(int[] pairs, Decision[] decisions) {
        this.pairs = pairs;
        this.decisions = decisions;
    }

    static Trials run(
            long seed, int n, Noise.Family family, double c, double ratio, Threshold threshold, int maxPairs) {
        int[] pairs = new int[n];
        Decision[] decisions = new Decision[n];
        GatePolicy policy = GatePolicy.DEFAULT.withMaxPairs(maxPairs);
        double lnRatio = Math.log(ratio);
        IntStream.range(0, n).parallel().forEach(trial -> {
            Noise noise = new Noise(new SplittableRandom(seed * 1_000_003L + trial), family, c);
            Replay replay = Replay.of(() -> noise.pair(lnRatio), maxPairs, threshold, policy);
            pairs[trial] = replay.pairs();
            decisions[trial] = replay.decision();
        });
        return new Trials(pairs, decisions);
    }

    int count(Decision decision) {
        return (int) Arrays.stream(decisions).filter(d -> d == decision).count();
    }

    double rate(Decision decision) {
        return (double) count(decision) / decisions.length;
    }

    /**
     * For example {@code 15 of those, 17 of all}: the median of runs decided so, and of all with the others counted as
     * endless.
     */
    String medians(Decision decision) {
        int own = median(decision, count(decision));
        int all = median(decision, pairs.length);
        return "median %s of those, %s of all"
                .formatted(own == Integer.MAX_VALUE ? "-" : own, all == Integer.MAX_VALUE ? "-" : all);
    }

    int medianPairs(Decision decision) {
        return median(decision, pairs.length);
    }

    private int median(Decision decision, int of) {
        int[] sorted = IntStream.range(0, pairs.length)
                .filter(i -> decisions[i] == decision)
                .map(i -> pairs[i])
                .sorted()
                .toArray();
        return of / 2 < sorted.length ? sorted[of / 2] : Integer.MAX_VALUE;
    }

    /** For example {@code 0.03 % (0.02 to 0.05)}, by Wilson's interval of 95 %. */
    String percent(Decision decision) {
        return percent(count(decision), decisions.length);
    }

    static String percent(int k, int n) {
        double p = (double) k / n;
        double z = 1.959964;
        double center = (p + z * z / (2 * n)) / (1 + z * z / n);
        double half = z / (1 + z * z / n) * Math.sqrt(p * (1 - p) / n + z * z / (4.0 * n * n));
        return String.format(
                Locale.ROOT,
                "%.2f %% (%.2f to %.2f)",
                100 * p,
                100 * Math.max(0, center - half),
                100 * Math.min(1, center + half));
    }
}
