package org.nestlab.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SplitsTests {

    /** The formula as it stands there, sum by sum. */
    private static double q(double[] values, int at) {
        double n = at;
        double m = values.length - at;
        double across = 0;
        double left = 0;
        double right = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i + 1; j < values.length; j++) {
                double distance = Math.abs(values[i] - values[j]);
                across += i < at && j >= at ? distance : 0;
                left += j < at ? distance : 0;
                right += i >= at ? distance : 0;
            }
        }
        return n * m / (n + m) * (2 / (n * m) * across - left / (n * (n - 1) / 2) - right / (m * (m - 1) / 2));
    }

    @Test
    void theBestSplitIsThatOfTheFormula() {
        Random random = new Random(1);
        for (int trial = 0; trial < 50; trial++) {
            double[] values =
                    random.doubles(Splits.SHORTEST * 2 + random.nextInt(30)).toArray();
            double best = Double.NEGATIVE_INFINITY;
            for (int at = Splits.SHORTEST; at <= values.length - Splits.SHORTEST; at++) {
                best = Math.max(best, q(values, at));
            }

            Splits.Split found = Splits.best(values);

            assertThat(found.q()).isCloseTo(best, within(1e-9));
            assertThat(q(values, found.at())).isCloseTo(best, within(1e-9));
        }
    }

    @Test
    void anOrderThatSaysNothingIsSeldomTakenForAChange() {
        SplittableRandom random = new SplittableRandom(2);
        Random noise = new Random(3);
        int real = 0;
        for (int trial = 0; trial < 2000; trial++) {
            double[] values = noise.doubles(20).toArray();
            real += Splits.isReal(values, Splits.best(values), 39, random) ? 1 : 0;
        }

        // 2 in 40, with room of four standard deviations
        assertThat(real / 2000.0).isCloseTo(0.05, within(0.02));
    }
}
