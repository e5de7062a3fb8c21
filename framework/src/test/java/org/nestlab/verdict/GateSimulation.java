package org.nestlab.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nestlab.verdict.Gate.Decision;

/** Prints how often the gate is right and wrong; {@code bench/simulate.sh} starts it. */
public final class GateSimulation {

    private static final Threshold NO_WORSE = Threshold.noWorse(0.10);
    private static final double[] CVS = {0.05, 0.10, 0.15};

    private GateSimulation() {}

    public static void main(String[] args) {
        int n = args.length > 0 ? Integer.parseInt(args[0]) : 40_000;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 20_261_123;
        long start = System.nanoTime();
        System.out.printf("seed %d, N = %d trials a row, 95 %% intervals (Wilson)%n", seed, n);
        for (double cv : CVS) {
            for (int most : cv > 0.10 ? new int[] {40, 80} : new int[] {40}) {
                for (double ratio : new double[] {1, 0.9, 0.8}) {
                    row("baseline m=0.10", Noise.Family.TABLE, cv, ratio, NO_WORSE, most, seed, n);
                }
            }
        }
        System.out.printf("this gate's rows of the table: %.1f s%n", (System.nanoTime() - start) / 1e9);
        otherRules(seed, Math.min(n, 2_000));
        for (double cv : CVS) {
            for (double ratio : new double[] {0.45, 0.42, 0.40, 0.36, 0.48, 0.54}) {
                row("at least 0.45", Noise.Family.TABLE, cv, ratio, Threshold.atLeast(0.45), 40, seed, n);
            }
        }
        System.out.println(
                "other noise: at most one in a hundred exceeds where it is symmetric; BOOT_EFFECT (one boot a side), REFERENCE_LINGERS"
                        + " and SUBJECT_SKEWED_UP are not, and show what an experiment has to keep out");
        for (Noise.Family family : Noise.Family.values()) {
            row("other noise", family, 0.10, 1, NO_WORSE, 40, seed, n);
        }
        for (int slower : new int[] {0, 1, 4}) {
            together(slower, seed, Math.max(1, n / 10));
        }
        System.out.printf("all of it: %.1f s%n", (System.nanoTime() - start) / 1e9);
    }

    /** The same claim judged by rules that look at the numbers once. */
    private static void otherRules(long seed, int n) {
        System.out.printf("other rules, N = %d trials, exceeded without a change → with a loss of 10 %%%n", n);
        for (OtherRules rule : OtherRules.values()) {
            for (double cv : CVS) {
                System.out.printf(
                        "%-42s CV %2.0f %%: %s → %s%n",
                        rule,
                        cv * 100,
                        Trials.percent(rule.failures(seed, n, cv, 1), n),
                        Trials.percent(rule.failures(seed, n, cv, 0.9), n));
            }
        }
    }

    private static void row(
            String what,
            Noise.Family family,
            double cv,
            double ratio,
            Threshold threshold,
            int most,
            long seed,
            int n) {
        Trials trials = Trials.run(seed, n, family, cv, ratio, threshold, most);
        System.out.printf(
                "%-16s %-27s CV %2.0f %%  N ≤ %d  ratio %.2f: exceeded %s, %s; within %s, %s%n",
                what,
                family,
                cv * 100,
                most,
                ratio,
                trials.percent(Decision.EXCEEDED),
                trials.medians(Decision.EXCEEDED),
                trials.percent(Decision.WITHIN),
                trials.medians(Decision.WITHIN));
    }

    /** Eight metrics that share the host's drift, their pairs and one stopping time. */
    private static void together(int slower, long seed, int n) {
        int[][] found = IntStream.range(0, n)
                .parallel()
                .mapToObj(trial -> eight(new SplittableRandom(seed + 7_919L * trial), slower))
                .toArray(int[][]::new);
        double fdr = 0;
        int anyFalse = 0;
        int hits = 0;
        for (int[] f : found) {
            fdr += (double) f[1] / Math.max(1, f[0] + f[1]);
            anyFalse += f[1] > 0 ? 1 : 0;
            hits += f[0];
        }
        System.out.printf(
                "K = 8, %d slower by 10 %%, CV 5 %%, N ≤ 40, %d trials: false share %.3f %%, a false one in %s, power %s%n",
                slower,
                n,
                100 * fdr / n,
                Trials.percent(anyFalse, n),
                slower == 0 ? "-" : Trials.percent(hits, n * slower));
    }

    /** How many were rightly and wrongly found at the stopping time. */
    static int[] eight(SplittableRandom random, int slower) {
        Noise shared = new Noise(random.split(), Noise.Family.TABLE, 0.05 * Math.sqrt(0.5));
        List<Noise> own = new ArrayList<>();
        List<RunningClaim> claims = new ArrayList<>();
        for (int k = 0; k < 8; k++) {
            own.add(new Noise(random.split(), Noise.Family.TABLE, 0.05 * Math.sqrt(0.5)));
            claims.add(new RunningClaim(NO_WORSE));
        }
        List<Decision> decisions = List.of(Decision.OPEN);
        for (int i = 0; i < 40 && decisions.contains(Decision.OPEN); i++) {
            double common = shared.pair(0);
            for (int k = 0; k < 8; k++) {
                claims.get(k).plus(common + own.get(k).pair(k < slower ? Math.log(0.9) : 0));
            }
            decisions = Gate.decide(
                    claims.stream().map(RunningClaim::claimState).toList(), GatePolicy.DEFAULT.withMaxPairs(40));
        }
        int[] found = new int[2];
        for (int k = 0; k < 8; k++) {
            if (decisions.get(k) == Decision.EXCEEDED) {
                found[k < slower ? 0 : 1]++;
            }
        }
        return found;
    }
}
