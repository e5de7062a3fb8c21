package org.nestlab.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.412    | 0.398    | 0.431   | 0.95  | 9  | 0.412 (0.398 to 0.431, 95 %, 9 pairs)
            1        | 0.9996   | 1.0004  | 0.99  | 30 | 1.000 (1.000 to 1.000, 99 %, 30 pairs)
            0.05     | 0.0123   | 0.0999  | 0.999 | 12 | 0.0500 (0.0123 to 0.0999, 99.9 %, 12 pairs)
            0.000042 | 0.000031 | 0.00051 | 0.99  | 8  | 4.20e-05 (3.10e-05 to 5.10e-04, 99 %, 8 pairs)
            734.4    | 99.5     | 2e7     | 0.99  | 8  | 734 (99.500 to 2.00e+07, 99 %, 8 pairs)
            """)
    void isShownWithItsInterval(double ratio, double low, double high, double confidence, int pairs, String text) {
        assertThat(new Estimate(ratio, low, high, confidence, pairs)).hasToString(text);
    }

    @Test
    void fewPairsHaveNoInterval() {
        double[] alike = {-0.3, -0.3, -0.3, -0.3, -0.3};
        assertThat(Evidence.of(alike).estimate(0.01).orElseThrow())
                .hasToString("0.741 (5 pairs, too few for an interval)");
        assertThat(Evidence.of(0.5).estimate(0.01).orElseThrow())
                .hasToString("1.649 (1 pair, too few for an interval)");
    }

    @Test
    void theFirstIntervalIsThereAtEightPairs() {
        Evidence evidence = Evidence.of(0, 0, 0, 0, 0, 0, 0);
        assertThat(evidence.estimate(0.01).orElseThrow().bounded()).isFalse();
        assertThat(evidence.plus(0).estimate(0.01).orElseThrow()).hasToString("1.000 (0.755 to 1.325, 99 %, 8 pairs)");
    }
}
