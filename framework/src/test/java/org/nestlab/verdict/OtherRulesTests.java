package org.nestlab.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OtherRulesTests {

    private static final double[] LOW = IntStream.range(0, 20).asDoubleStream().toArray();
    private static final double[] HIGH =
            IntStream.range(20, 40).asDoubleStream().toArray();

    @Test
    void theTestsTellLowFromHigh() {
        assertThat(OtherRules.mannWhitney(LOW, HIGH)).isTrue();
        assertThat(OtherRules.mannWhitney(HIGH, LOW)).isFalse();
        assertThat(OtherRules.mannWhitney(LOW, LOW)).isFalse();
        assertThat(OtherRules.permutationP(LOW, HIGH, new SplittableRandom(1))).isLessThan(0.01);
        assertThat(OtherRules.permutationP(HIGH, LOW, new SplittableRandom(1))).isGreaterThan(0.99);
        assertThat(OtherRules.permutationP(LOW, LOW, new SplittableRandom(1))).isBetween(0.4, 0.6);
    }

    @ParameterizedTest
    @EnumSource
    void withoutNoiseEveryRuleFindsALoss(OtherRules rule) {
        assertThat(rule.failures(1, 50, 1e-6, 0.9)).isEqualTo(50);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MANN_WHITNEY_BLOCKS")
    void withoutNoiseTheyPassWhatDidNotChange(OtherRules rule) {
        assertThat(rule.failures(1, 50, 1e-6, 1)).isLessThan(5);
    }

    /** It knows no size, and takes any drift between the blocks for a change. */
    @Test
    void measuringInBlocksCriesWolfHoweverQuietTheHost() {
        assertThat(OtherRules.MANN_WHITNEY_BLOCKS.failures(1, 500, 1e-6, 1)).isBetween(75, 150);
    }

    @Test
    void samplesOfARunAreCorrelatedAndTheirMeanKeepsTheCoefficientOfVariation() {
        double[] means = new double[20_000];
        double lagged = 0;
        double own = 0;
        for (int run = 0; run < means.length; run++) {
            double[] samples = new Noise(new SplittableRandom(run), Noise.Family.TABLE, 0.1).samples();
            double mean = IntStream.range(0, samples.length)
                            .mapToDouble(i -> samples[i])
                            .sum()
                    / samples.length;
            means[run] = mean;
            for (int i = 1; i < samples.length; i++) {
                lagged += (samples[i] - samples[i - 1]) * (samples[i] - samples[i - 1]);
            }
            own += samples.length - 1;
        }
        // neighbours differ by 2·(1 − 0.6)·c²/2 on average
        assertThat(lagged / own).isBetween(0.0038, 0.0042);
        double[] sorted = IntStream.range(0, means.length)
                .mapToDouble(i -> means[i])
                .sorted()
                .toArray();
        // quartiles, which bursts and steps hardly touch: 2·0.6745·c
        assertThat(sorted[15_000] - sorted[5_000]).isBetween(0.13, 0.15);
    }
}
