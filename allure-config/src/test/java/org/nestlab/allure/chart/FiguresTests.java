package org.nestlab.allure.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "0.30000000000000004|0.3",
                "0.45|0.45",
                "20|20",
                "1500|1,500",
                "20000|20k",
                "37500|37.5k",
                "2500000|2.5M",
                "3e9|3G",
                "0.00024|240µ",
                "1e-9|1e-09",
                "1e300|1e+300"
            })
    void marksOnAnAxisAreShort(double value, String text) {
        assertThat(Figures.tick(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.475123, 0.475", "0.002134, 0.00213", "12.345, 12.3", "1e-9, 1.00e-09"})
    void ratiosHaveThreeDigits(double value, String text) {
        assertThat(Figures.ratio(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|1", "2.995732|20", "4.60517|100", "7.5|1,808", "-4|0.018", "40|1e17", "-800|1e-348"})
    void evidenceIsShownAsItIs(double ln, String text) {
        assertThat(Figures.evidence(ln)).isEqualTo(text);
    }

    @Test
    void aLongTextIsCutBetweenLetters() {
        assertThat(Figures.cut("short", 100)).isEqualTo("short");
        assertThat(Figures.cut("🙂🙂🙂🙂🙂🙂", 28)).isEqualTo("🙂🙂🙂…");
        assertThat(Figures.cut("abc", -5)).isEqualTo("a…");
    }

    @Test
    void aSentenceIsBrokenBetweenWords() {
        assertThat(Figures.wrap("one two three four five", 70, 2)).containsExactly("one two", "three fou…");
        assertThat(Figures.wrap("averyveryverylongword", 70, 3)).containsExactly("averyvery…");
        assertThat(Figures.wrap("", 70, 3)).containsExactly("");
    }

    @Test
    void daysAreThoseOfUtc() {
        Instant at = Instant.parse("2026-11-09T23:59:59Z");

        assertThat(Figures.day(at)).isEqualTo("9 Nov");
        assertThat(Figures.month(at)).isEqualTo("Nov 2026");
        assertThat(Figures.moment(at)).isEqualTo("9 Nov 2026 23:59 UTC");
    }
}
