package org.nestlab.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangePointsTests {

    private static double[] series(int length, long seed, double noise, IntToDoubleFunction level) {
        return series(length, new Random(seed), noise, level);
    }

    private static double[] series(int length, Random random, double noise, IntToDoubleFunction level) {
        return IntStream.range(0, length)
                .mapToDouble(i -> level.applyAsDouble(i) + noise * random.nextGaussian())
                .toArray();
    }

    private static List<Integer> places(double... series) {
        return ChangePoints.DEFAULT.find(series).stream()
                .map(ChangePoint::index)
                .toList();
    }

    private static IntToDoubleFunction loss(int from, double loss) {
        return i -> i < from ? 0 : Math.log1p(-loss);
    }

    @ParameterizedTest
    @CsvSource({"30, 15", "30, 20", "30, 26", "100, 10", "1000, 25", "1000, 601", "1000, 990"})
    void aPlantedLossIsFoundWhereItBegan(int runs, int from) {
        assertThat(places(series(runs, 1, 0.01, loss(from, 0.1)))).containsExactly(from);
    }

    @Test
    void bothLevelsAreTold() {
        List<ChangePoint> changes = ChangePoints.DEFAULT.find(series(30, 2, 0.01, i -> Math.log(i < 20 ? 0.5 : 0.45)));

        assertThat(changes).hasSize(1);
        assertThat(Math.exp(changes.get(0).before())).isCloseTo(0.5, within(0.005));
        assertThat(Math.exp(changes.get(0).after())).isCloseTo(0.45, within(0.005));
        assertThat(changes.get(0).change()).isCloseTo(-0.1, within(0.01));
    }

    @Test
    void aGainAndEachOfSeveralChangesAreFound() {
        double[] levels = {0, -0.1, 0.05, -0.05};
        double[] series = series(160, 3, 0.01, i -> levels[i / 40]);

        assertThat(places(series)).containsExactly(40, 80, 120);
    }

    /**
     * p is a promise for each window: 0.1 % of short histories, and at most 4 % of a thousand runs, which have 39
     * windows.
     */
    @ParameterizedTest
    @CsvSource({"30, 2000, 0.003", "100, 2000, 0.004", "1000, 200, 0.02"})
    void stableNoiseIsSeldomMarked(int runs, int histories, double atMost) {
        Random random = new Random(11);
        long alarms = IntStream.range(0, histories)
                .filter(history -> !places(series(runs, random, 0.05, i -> 0)).isEmpty())
                .count();

        assertThat((double) alarms / histories).isLessThanOrEqualTo(atMost);
    }

    /** A machine that is busy for a while, once in twenty runs, with a fifth less on average. */
    @Test
    void burstsAreNoLevels() {
        Random random = new Random(4);
        long alarms = IntStream.range(0, 1000)
                .filter(history -> !places(series(
                                30,
                                random,
                                0.03,
                                i -> random.nextDouble() < 0.05 ? 0.2 * Math.log(1 - random.nextDouble()) : 0))
                        .isEmpty())
                .count();

        assertThat(alarms).isLessThanOrEqualTo(2);
    }

    @Test
    void mostPlantedLossesAreFoundInMostHistories() {
        Random random = new Random(12);
        long found = IntStream.range(0, 500)
                .filter(history ->
                        places(series(30, random, 0.02, loss(20, 0.1))).equals(List.of(20)))
                .count();

        assertThat(found).isGreaterThanOrEqualTo(490);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 6, 13})
    void aShortSeriesHasNoChange(int runs) {
        assertThat(places(series(runs, 5, 0.001, loss(runs / 2, 0.5)))).isEmpty();
    }

    @Test
    void sixteenValuesSuffice() {
        assertThat(places(series(16, 6, 0.01, loss(8, 0.2)))).containsExactly(8);
    }

    @Test
    void twoThatAreFarOffAreNoLevel() {
        double[] series = series(30, 7, 0.01, i -> i >= 28 ? -1 : 0);

        assertThat(places(series)).isEmpty();
    }

    @Test
    void equalValuesHaveNoChangeAndTiesHideNone() {
        double[] equal = new double[200];
        double[] twoValues = series(40, 8, 0, loss(25, 0.1));
        double[] coarse = Arrays.stream(series(40, 8, 0.02, loss(25, 0.1)))
                .map(value -> Math.rint(value * 50) / 50)
                .toArray();

        assertThat(places(equal)).isEmpty();
        assertThat(places(twoValues)).containsExactly(25);
        assertThat(places(coarse)).containsExactly(25);
    }

    @Test
    void aChangeTooSmallToMatterIsNotTold() {
        assertThat(places(series(60, 9, 0.001, loss(30, 0.015)))).isEmpty();
        assertThat(places(series(60, 9, 0.001, loss(30, 0.03)))).containsExactly(30);
        assertThat(new ChangePoints(50, 0.001, 0.01, 1).find(series(60, 9, 0.001, loss(30, 0.015))))
                .hasSize(1);
    }

    @Test
    void equalSeriesHaveEqualChanges() {
        double[] series = series(300, 10, 0.05, loss(200, 0.06));

        assertThat(ChangePoints.DEFAULT.find(series)).isEqualTo(ChangePoints.DEFAULT.find(series.clone()));
    }

    @Test
    void whatIsNoRatioIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChangePoints.DEFAULT.find(0, Double.NaN))
                .withMessage("the logarithm of a ratio is a finite number, not NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChangePoints(11, 0.001, 0.02, 1))
                .withMessage("a window holds 12 values or more, not 11");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChangePoints(50, 0, 0.02, 1))
                .withMessage("expected a probability and a magnitude of 0 or more, not 0.0 and 0.02");
    }
}
