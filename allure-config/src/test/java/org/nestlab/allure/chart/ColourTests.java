package org.nestlab.allure.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColourTests {

    /** Relative luminance, as WCAG 2 has it. */
    private static double luminance(String colour) {
        double[] parts = new double[3];
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            parts[i] = part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }

    static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    @ParameterizedTest
    @EnumSource
    void isReadableOnThePaperByDayAndByNight(Colour colour) {
        for (Function<Colour, String> light : List.<Function<Colour, String>>of(Colour::day, Colour::night)) {
            double contrast = contrast(light.apply(colour), light.apply(Colour.PAPER));
            switch (colour.use()) {
                case TEXT -> assertThat(contrast).as(light.apply(colour)).isGreaterThanOrEqualTo(4.5);
                case SHAPE -> assertThat(contrast).as(light.apply(colour)).isGreaterThanOrEqualTo(3);
                case GROUND ->
                    texts().forEach(text -> assertThat(contrast(light.apply(text), light.apply(colour)))
                            .as("%s on %s", text, colour)
                            .isGreaterThanOrEqualTo(4.5));
            }
        }
    }

    private static List<Colour> texts() {
        return Arrays.stream(Colour.values())
                .filter(it -> it.use() == Colour.Use.TEXT)
                .toList();
    }
}
