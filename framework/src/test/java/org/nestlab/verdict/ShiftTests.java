package org.nestlab.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.workload.Metric;

class ShiftTests {

    private static final Metric RATE = Metric.higherIsBetter("rate", "1/s");
    private static final Metric TIME = Metric.lowerIsBetter("time", "s");

    /**
     * One more than the critical values of the tables of Mann and Whitney's U, two-sided 10, 5 and 1 %; 0 where they
     * have none.
     */
    @ParameterizedTest
    @CsvSource({"3,3,1,0,0", "4,4,2,1,0", "5,5,5,3,1", "7,9,16,13,8", "8,8,16,14,8", "10,10,28,24,17", "10,5,12,9,5"})
    void theRanksAreCountedAsInTheTables(int m, int n, int tenPercent, int fivePercent, int onePercent) {
        assertThat(RankCounts.ruledOut(m, n, 0.05)).isEqualTo(tenPercent);
        assertThat(RankCounts.ruledOut(m, n, 0.025)).isEqualTo(fivePercent);
        assertThat(RankCounts.ruledOut(m, n, 0.005)).isEqualTo(onePercent);
        assertThat(RankCounts.ruledOut(n, m, 0.025)).isEqualTo(fivePercent);
    }

    /**
     * Hollander and Wolfe's permeability of membranes, to which R's wilcox.test gives 0.305 (-0.15 to 0.76) at 95 %.
     */
    @Test
    void anExampleOfTheBook() {
        List<Double> term = exp(0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46);
        List<Double> early = exp(1.15, 0.88, 0.90, 0.74, 1.21);

        Shift shift = Shift.of(RATE, term, early, 0.025, 0.025);

        assertThat(Math.log(shift.ratio())).isEqualTo(0.305, offset(1e-12));
        assertThat(Math.log(shift.low())).isEqualTo(-0.15, offset(1e-12));
        assertThat(Math.log(shift.high())).isEqualTo(0.76, offset(1e-12));
        Shift times = Shift.of(TIME, early, term, 0.025, 0.025);
        assertThat(times.ratio()).isEqualTo(shift.ratio(), offset(1e-12));
        assertThat(times.low()).isEqualTo(shift.low(), offset(1e-12));
    }

    @Test
    void aFewValuesRuleNothingOut() {
        Shift shift = Shift.of(RATE, List.of(50.0, 51.0, 52.0), List.of(100.0, 101.0, 102.0), 0.04, 0.01);
        assertThat(shift).hasToString("0.505 (? to ?)");
        assertThat(shift.verdict(0.1))
                .isEqualTo(new Verdict.Inconclusive("0.505 (? to ?), expected at most 10 % worse: too few boots"));
        assertThat(Shift.leastValues(0.05)).isEqualTo(3);
        assertThat(Shift.leastValues(0.01)).isEqualTo(5);
        assertThat(Shift.leastValues(0.01 / 6)).isEqualTo(6);
    }

    @Test
    void equalValuesAreNoDifference() {
        List<Double> same = Collections.nCopies(8, 7.0);
        Shift shift = Shift.of(RATE, same, same, 0.05, 0.01);
        assertThat(shift).isEqualTo(new Shift(1, 1, 1));
        assertThat(shift.differs(0.1)).isFalse();
        assertThat(shift.verdict(0.1)).isInstanceOf(Verdict.Within.class);
    }

    @Test
    void whatIsWorseIsExceededAndWhatCouldBeEitherIsOpen() {
        assertThat(new Shift(0.80, 0.75, 0.90).verdict(0.1))
                .isEqualTo(new Verdict.Exceeded("0.800 (0.750 to 0.900), expected at most 10 % worse"));
        // certainly a loss, and less than half of the tolerance
        assertThat(new Shift(0.96, 0.94, 0.98).verdict(0.1)).isInstanceOf(Verdict.Within.class);
        assertThat(new Shift(0.93, 0.88, 1.01).verdict(0.1))
                .isEqualTo(
                        new Verdict.Inconclusive(
                                "0.930 (0.880 to 1.010), expected at most 10 % worse: neither a loss nor its absence is shown: it takes more boots, or a quieter host"));
        assertThat(new Shift(1.5, 1.4, 1.6).verdict(0.1)).isInstanceOf(Verdict.Within.class);
    }

    @Test
    void whatIsNoValueIsRefused() {
        assertThatThrownBy(() -> Shift.of(RATE, List.of(1.0), List.of(), 0.05, 0.05))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Shift.of(RATE, List.of(1.0), List.of(0.0), 0.05, 0.05))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Double> exp(double... values) {
        return Arrays.stream(values).map(Math::exp).boxed().toList();
    }
}
