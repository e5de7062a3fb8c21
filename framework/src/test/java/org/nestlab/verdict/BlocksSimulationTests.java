package org.nestlab.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.workload.Metric;

/** Seeded trials of five metrics judged together, each of independent boots: the same seeds give the same rates. */
class BlocksSimulationTests {

    private static final Metric RATE = Metric.higherIsBetter("rate", "1/s");
    private static final int TRIALS = 4_000;
    private static final int CLAIMS = 5;

    /** As small as a rule without a tolerance: what keeps the rate down is the ranks alone. */
    private static final double NO_TOLERANCE = 1e-9;

    /** The share of trials in which any of the five metrics is called worse. */
    private static double worse(int boots, double tolerance, boolean back, Function<SplittableRandom, Sides> noise) {
        return worse(CLAIMS, boots, tolerance, back, noise);
    }

    /** The same of so many of the five. */
    private static double worse(
            int looked, int boots, double tolerance, boolean back, Function<SplittableRandom, Sides> noise) {
        long count = IntStream.range(0, TRIALS)
                .parallel()
                .filter(trial -> {
                    SplittableRandom random = new SplittableRandom(77 * 1_000_003L + trial);
                    return IntStream.range(0, looked)
                            .anyMatch(claim -> judged(boots, back, noise.apply(random))
                                    .judge(tolerance, GatePolicy.DEFAULT, CLAIMS)
                                    .isWorse());
                })
                .count();
        return (double) count / TRIALS;
    }

    private static Blocks judged(int boots, boolean back, Sides sides) {
        List<Double> reference = values(boots, sides.reference());
        List<Double> subject = values(boots, sides.subject());
        return new Blocks(RATE, reference, subject, back ? values(boots, sides.reference()) : List.of());
    }

    private static List<Double> values(int boots, DoubleSupplier ln) {
        return DoubleStream.generate(ln).limit(boots).map(Math::exp).boxed().toList();
    }

    /** The next boot's logarithm, on either side. */
    private record Sides(DoubleSupplier reference, DoubleSupplier subject) {}

    private static Function<SplittableRandom, Sides> independent(double c, double ratio) {
        return random -> new Sides(() -> c * random.nextGaussian(), () -> Math.log(ratio) + c * random.nextGaussian());
    }

    @ParameterizedTest
    @CsvSource({"6,0.05", "8,0.05", "10,0.15"})
    void noChangeIsSeldomCalledWorseEvenWithoutATolerance(int boots, double c) {
        double rate = worse(boots, NO_TOLERANCE, false, independent(c, 1));
        assertThat(rate).isBetween(0.001, 0.012);
        assertThat(worse(boots, 0.1, false, independent(c, 1))).isLessThanOrEqualTo(rate);
        assertThat(worse(boots, NO_TOLERANCE, true, independent(c, 1))).isLessThan(rate);
    }

    @Test
    void heavyTailsDoNotMatterToRanks() {
        Function<SplittableRandom, Sides> cauchy = random -> {
            DoubleSupplier one =
                    () -> Math.max(-50, Math.min(50, 0.05 * Math.tan(Math.PI * (random.nextDouble() - 0.5))));
            return new Sides(one, one);
        };
        assertThat(worse(8, NO_TOLERANCE, false, cauchy)).isBetween(0.001, 0.012);
    }

    /**
     * In one metric of the five. The last two are the least share of trials, once and where the first kernel returns.
     */
    @ParameterizedTest
    @CsvSource({"8,0.05,0.99,0.95", "8,0.10,0.7,0.5", "10,0.10,0.9,0.7"})
    void aLossOfTwentyPerCentIsFound(int boots, double c, double atLeast, double withReturn) {
        assertThat(worse(1, boots, 0.1, false, independent(c, 0.8))).isGreaterThan(atLeast);
        assertThat(worse(1, boots, 0.1, true, independent(c, 0.8))).isGreaterThan(withReturn);
    }

    /**
     * The weaker claim in figures: a host that drifts looks like a worse kernel, and less often where the first one
     * returns.
     */
    @Test
    void aDriftOfTheHostIsTakenForTheKernelUnlessItReturns() {
        Function<SplittableRandom, Sides> drifting = random -> {
            Noise noise = new Noise(random.split(), Noise.Family.TABLE, 0.10);
            return new Sides(() -> noise.next(false, false), () -> noise.next(true, false));
        };
        double once = worse(8, 0.1, false, drifting);
        double returned = worse(8, 0.1, true, drifting);
        assertThat(once).isBetween(0.05, 0.15);
        assertThat(returned).isLessThan(0.01);
    }
}
