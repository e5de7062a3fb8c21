package org.nestlab.allure.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTests {

    private static List<String> ticks(double low, double high, boolean ratios, int most) {
        return new Scale(low, high, ratios, 0, 100)
                .ticks(most).stream().map(Figures::tick).toList();
    }

    @Test
    void marksAreWhatAPersonWouldChoose() {
        assertThat(ticks(0, 1, false, 5)).containsExactly("0", "0.25", "0.5", "0.75", "1");
        assertThat(ticks(0.41, 0.56, false, 5)).containsExactly("0.45", "0.5", "0.55");
        assertThat(ticks(0, 38_300, false, 5)).containsExactly("0", "10k", "20k", "30k");
        assertThat(ticks(0.97, 1.04, false, 5)).containsExactly("0.98", "1", "1.02", "1.04");
        assertThat(ticks(900, 2300, false, 5)).containsExactly("1,000", "1,500", "2,000");
    }

    @Test
    void farApartTheyGoByFactors() {
        assertThat(ticks(0.003, 1, true, 5)).containsExactly("0.01", "0.1", "1");
        assertThat(ticks(20, 600, true, 5)).containsExactly("20", "50", "100", "200", "500");
        assertThat(ticks(1e-9, 1e6, true, 5)).hasSizeBetween(3, 5).contains("1");
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.1", "5, 5", "0.4, 0.6", "1e-12, 1e12", "1e-300, 1e300", "38000, 38000.0001", "4.9e-324, 1"})
    void anyTwoQuantitiesHaveAnAxis(double least, double most) {
        Scale scale = Scale.around(least, most, 100, 0);

        assertThat(scale.at(least)).isBetween(0.0, 100.0).isGreaterThanOrEqualTo(scale.at(most));
        assertThat(scale.ticks(5)).hasSizeLessThanOrEqualTo(6);
        scale.ticks(5).forEach(tick -> assertThat(Figures.tick(tick)).isNotBlank());
    }

    @Test
    void whatIsOffTheAxisLiesAtItsEnd() {
        Scale scale = new Scale(1, 2, false, 100, 0);

        assertThat(scale.at(1.5)).isCloseTo(50, within(1e-9));
        assertThat(scale.at(-7)).isEqualTo(100);
        assertThat(scale.at(Double.POSITIVE_INFINITY)).isEqualTo(0);
    }

    @Test
    void equalRatiosAreEquallyFarFromEachOther() {
        Scale scale = new Scale(0.01, 1, true, 0, 100);

        assertThat(scale.at(0.1)).isCloseTo(50, within(1e-9));
    }

    @Test
    void noAxisIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scale(1, 1, false, 0, 1))
                .withMessage("no axis from 1.0 to 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Scale(0, 1, true, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Scale(0, Double.NaN, false, 0, 1));
    }
}
