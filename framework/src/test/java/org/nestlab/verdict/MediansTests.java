package org.nestlab.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MediansTests {

    @Test
    void theMiddleOneOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(Medians.of(3)).isEqualTo(3);
        assertThat(Medians.of(9, 1, 5)).isEqualTo(5);
        assertThat(Medians.of(9, 1, 5, 6)).isEqualTo(5.5);
        assertThat(Medians.of()).isNaN();
    }

    @Test
    void theValuesStayInTheirOrder() {
        double[] values = {3, 1, 2};

        assertThat(Medians.of(values)).isEqualTo(2);
        assertThat(values).containsExactly(3, 1, 2);
    }
}
