package org.nestlab.allure.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class MarkTests {

    private static String shape(Mark mark) {
        Svg svg = new Svg();
        mark.draw(svg, 100, 100);
        Element path = Picture.of(svg.done(200, "a", "b")).elements("path").get(0);
        return path.getAttribute("d");
    }

    @Test
    void eachHasAShapeOfItsOwn() {
        assertThat(Arrays.stream(Mark.values()).map(MarkTests::shape).collect(Collectors.toSet()))
                .hasSameSizeAs(Mark.values());
    }

    @Test
    void aVerdictHasTheMarkOfItsWord() {
        for (Mark mark : Mark.values()) {
            assertThat(Mark.of(mark.word())).isEqualTo(mark);
        }
        assertThat(Mark.of("something new")).isEqualTo(Mark.NOT_JUDGED);
    }
}
