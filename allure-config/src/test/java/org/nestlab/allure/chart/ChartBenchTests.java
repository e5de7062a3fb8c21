package org.nestlab.allure.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The short form of {@code bench/charts.sh}, by the processor's time, as the machine may be busy. */
class ChartBenchTests {

    @Test
    void aThousandRunsOfFiftyMetricsAreDrawnSoon() {
        ChartBench.Drawn half = ChartBench.draw(500);
        ChartBench.Drawn whole = ChartBench.draw(1000);

        assertThat(whole.pictures()).hasSize(101);
        assertThat(whole.processor()).isLessThan(Duration.ofSeconds(3));
        assertThat(whole.letters()).isLessThan((long) (2.1 * half.letters())).isLessThan(10_000_000);
    }
}
