package org.nestlab.workload;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import org.junit.jupiter.api.Test;

class SysbenchTests {

    private static final String SAMPLE = Hostile.sample("sysbench-1.0.20-cpu-2threads.txt");

    @Test
    void runsAThreadForEachCpu() {
        FakeTestbed testbed = new FakeTestbed();
        testbed.guest.answers.on("sysbench cpu --threads=2 --time=2 ", SAMPLE);

        Measurement measured = SysbenchCpu.perCpu().measure(testbed);

        assertThat(measured.values().keySet())
                .containsExactlyElementsOf(SysbenchCpu.perCpu().metrics());
        assertThat(measured.values().values())
                .containsExactly(905.98, SysbenchReport.parse(SAMPLE, 2).p10Millis(), 2.86);
        assertThat(measured.facts()).containsEntry("sysbench", "1.0.20").containsEntry("threads", "2");
        assertThat(measured.checks()).allMatch(Check::passed);
    }

    /** Its percentiles are printed to 0.01 ms, and of these it prints one. */
    @Test
    void theQuickEventsAreReadOffTheHistogram() {
        assertThat(SysbenchReport.parse(SAMPLE, 2).p10Millis())
                .as("183 of 1,830 events, by hand")
                .isCloseTo(1.6407, offset(0.0001));
        assertThat(SysbenchReport.parse(SysbenchText.of(500), 1).p10Millis())
                .as("a tenth of the way through a bin of 1.8 % around 2 ms")
                .isCloseTo(1.986, offset(0.001));
    }

    @Test
    void refusesAHistogramThatHasLostEvents() {
        assertThatThrownBy(() -> SysbenchReport.parse(
                        SAMPLE.lines().filter(line -> !line.contains("***")).collect(joining("\n")), 2))
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessageStartingWith("sysbench's histogram is ")
                .hasMessageContaining(" events, but count of events makes ");
        assertThatThrownBy(() -> SysbenchReport.parse(SAMPLE.replaceAll("(?m)^.* \\|.*$", ""), 2))
                .hasMessage("sysbench's histogram is empty; expected its 1830 events in it, each of 0.001 ms or more");
    }

    @Test
    void refusesAnotherNumberOfThreads() {
        assertThatThrownBy(() -> SysbenchReport.parse(SAMPLE, 1))
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessage("sysbench ran with 2 threads; expected 1");
    }

    @Test
    void refusesARateThatItsEventsContradict() {
        assertThatThrownBy(() -> SysbenchReport.parse(SAMPLE.replaceFirst("per second: .*", "per second: 7.00"), 2))
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessageStartingWith("sysbench's rate is 7.00000 events/s, but events ÷ total time makes ");
    }

    @Test
    void refusesNoRateAtAll() {
        assertThatThrownBy(() -> SysbenchReport.parse(SAMPLE.replaceFirst("per second: .*", "per second: 0.00"), 2))
                .hasMessage("sysbench's events per second is 0.00; expected a number greater than 0");
    }

    @Test
    void survivesAnything() {
        Hostile.check(SAMPLE, text -> SysbenchReport.parse(text, 2));
    }
}
