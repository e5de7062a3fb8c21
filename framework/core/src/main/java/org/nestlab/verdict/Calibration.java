package org.nestlab.verdict;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.nestlab.verdict.Gate.Decision;

/**
 * What the gate can do on a lab, worked out from pairs that were measured there: they are centred on their estimate,
 * drawn with replacement in runs of neighbours, each run turned round by a fair coin, and replayed as a baseline
 * comparison. What a pair owes to the one before it is kept within a run, so that a lab whose pairs drift together
 * shows the false alarms that it has.
 *
 * <p>Source: Politis and Romano, "The stationary bootstrap", JASA 89 (1994): runs of geometric length, here
 * n<sup>1/3</sup> on average, on a circle of the n pairs.
 *
 * @param pairs how many were stored
 * @param replays how many comparisons were replayed for each figure
 * @param falseAlarms the share of replays without a change that exceeded
 * @param certified the share of replays without a change that were within
 * @param smallestDrop the smallest loss, in whole per cent as 0.07, that at least 90 % of the replays found; 0 where no
 *     loss up to 50 % was
 * @param medianPairs in how many pairs it was found; 0 where none was
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Calibration(
        int pairs, int replays, double falseAlarms, double certified, double smallestDrop, int medianPairs) {

    /** Fewer pairs say too little about a lab's noise. */
    public static final int LEAST_PAIRS = 8;

    private static final int REPLAYS = 2_000;
    private static final double FOUND = 0.9;
    /** The room that a proposed threshold leaves by default. */
    public static final double MARGIN = 0.05;

    /**
     * Replays a metric's pairs.
     *
     * @param tolerance of the baseline comparison, for example 0.10
     * @param seed equal seeds give equal figures
     * @return empty where there are fewer than {@link #LEAST_PAIRS}
     */
    public static Optional<Calibration> of(Evidence evidence, double tolerance, GatePolicy policy, long seed) {
        if (evidence.pairs() < LEAST_PAIRS) {
            return Optional.empty();
        }
        double[] centred = evidence.values();
        double center = Interval.hodgesLehmann(centred);
        for (int i = 0; i < centred.length; i++) {
            centred[i] -= center;
        }
        return Optional.of(of(centred, Threshold.noWorse(tolerance), policy, seed));
    }

    /**
     * Replays a metric's pairs of a machine and itself. Only a coin distinguishes the two sides, so the centre is 0 and
     * is not estimated.
     *
     * @param tolerance of the baseline comparison, as 0.10
     * @param seed equal seeds give equal figures
     * @return empty where there are fewer than {@link #LEAST_PAIRS}
     */
    public static Optional<Calibration> ofItself(Evidence evidence, double tolerance, GatePolicy policy, long seed) {
        return evidence.pairs() < LEAST_PAIRS
                ? Optional.empty()
                : Optional.of(of(evidence.values(), Threshold.noWorse(tolerance), policy, seed));
    }

    /**
     * Whether one side of a machine and itself was called worse than the other, whichever of the two: the pairs in
     * their order, as a baseline comparison that ends with its first decision.
     *
     * @param tolerance of the baseline comparison, as 0.10
     * @return after how many pairs; empty where neither was
     */
    public static OptionalInt falseAlarm(Evidence ofItself, double tolerance, GatePolicy policy) {
        double[] d = ofItself.values();
        return IntStream.of(1, -1)
                .mapToObj(sign -> {
                    var next = Arrays.stream(d).map(it -> sign * it).iterator();
                    return Replay.of(next::nextDouble, d.length, Threshold.noWorse(tolerance), policy);
                })
                .filter(Replay::exceeded)
                .mapToInt(Replay::pairs)
                .min();
    }

    private static Calibration of(double[] centred, Threshold threshold, GatePolicy policy, long seed) {
        Replays same = Replays.of(centred, 0, threshold, policy, seed);
        for (int percent = 1; percent <= 50; percent++) {
            OptionalInt medianPairs = Replays.found(centred, percent, threshold, policy, seed + percent);
            if (medianPairs.isPresent()) {
                return new Calibration(
                        centred.length,
                        REPLAYS,
                        same.exceeded(),
                        same.within(),
                        percent / 100.0,
                        medianPairs.getAsInt());
            }
        }
        return new Calibration(centred.length, REPLAYS, same.exceeded(), same.within(), 0, 0);
    }

    /** A threshold with a {@link #MARGIN}. */
    public static Optional<Threshold.AtLeast> proposal(Evidence evidence) {
        return proposal(evidence, MARGIN);
    }

    /**
     * An absolute threshold that this lab's ratio meets with room to spare: the lower end of its interval of 99 %, less
     * a margin, rounded down to two significant digits.
     *
     * @param margin at least 0 and less than 1, as 0.05
     * @return empty where the pairs do not suffice for an interval
     */
    public static Optional<Threshold.AtLeast> proposal(Evidence evidence, double margin) {
        if (!(margin >= 0 && margin < 1)) {
            throw new IllegalArgumentException("a margin is at least 0 and less than 1, not " + margin);
        }
        return evidence.estimate(0.01)
                .map(estimate -> estimate.low() * (1 - margin))
                .filter(low -> low > 0)
                .map(low -> {
                    double unit = Math.pow(10, Math.floor(Math.log10(low)) - 1);
                    // by decimal text, so that 0.45 is not 0.45000000000000001
                    double ratio =
                            Double.parseDouble(String.format(Locale.ROOT, "%.6g", Math.floor(low / unit) * unit));
                    return new Threshold.AtLeast(ratio, "calibrated", false);
                });
    }

    /** Pairs drawn in runs of neighbours. */
    private static final class Draws {

        private final double[] pairs;
        private final SplittableRandom random;
        private int at = -1;
        private int sign = 1;

        Draws(double[] pairs, SplittableRandom random) {
            this.pairs = pairs;
            this.random = random;
        }

        double next() {
            if (at >= 0 && random.nextDouble() >= 1 / Math.cbrt(pairs.length)) {
                at = (at + 1) % pairs.length;
            } else {
                at = random.nextInt(pairs.length);
                sign = random.nextBoolean() ? 1 : -1;
            }
            return sign * pairs[at];
        }
    }

    private record Replays(double exceeded, double within) {

        static Replays of(double[] centred, double shift, Threshold threshold, GatePolicy policy, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int exceeded = 0;
            int within = 0;
            for (int replay = 0; replay < REPLAYS; replay++) {
                Replay it = one(centred, shift, threshold, policy, random);
                exceeded += it.exceeded() ? 1 : 0;
                within += it.decision() == Decision.WITHIN ? 1 : 0;
            }
            return new Replays((double) exceeded / REPLAYS, (double) within / REPLAYS);
        }

        /**
         * The number of pairs in which a loss of {@code percent} is found; empty if too few replays find it. It stops
         * as soon as too many replays did not find it, because most losses that are tried are far from being found.
         */
        static OptionalInt found(double[] centred, int percent, Threshold threshold, GatePolicy policy, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            double shift = Math.log1p(-percent / 100.0);
            int most = (int) Math.floor((1 - FOUND) * REPLAYS + 1e-6);
            int[] endedAt = new int[policy.maxPairs() + 1];
            int missed = 0;
            for (int replay = 0; replay < REPLAYS && missed <= most; replay++) {
                Replay it = one(centred, shift, threshold, policy, random);
                if (it.exceeded()) {
                    endedAt[it.pairs()]++;
                } else {
                    missed++;
                }
            }
            return missed <= most ? OptionalInt.of(median(endedAt, REPLAYS - missed)) : OptionalInt.empty();
        }

        private static Replay one(
                double[] centred, double shift, Threshold threshold, GatePolicy policy, SplittableRandom random) {
            Draws draws = new Draws(centred, random);
            return Replay.of(() -> shift + draws.next(), policy.maxPairs(), threshold, policy);
        }

        /** Of those that exceeded. */
        private static int median(int[] endedAt, int total) {
            int seen = 0;
            for (int pairs = 0; pairs < endedAt.length; pairs++) {
                seen += endedAt[pairs];
                if (2 * seen >= total) {
                    return pairs;
                }
            }
            throw new IllegalStateException("%d replays ended, %d were counted".formatted(total, seen));
        }
    }
}
