package org.nestlab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SysbenchTest {

    private static final String SAMPLE = Hostile.sample("sysbench-1.0.20-cpu-2threads.txt");

    @Test
    void runsAThreadForEachCpu() {
        FakeTestbed bed = new FakeTestbed();
        bed.guest.answers.on("sysbench cpu --threads=2 --time=2 ", SAMPLE);

        Measurement measured = SysbenchCpu.perCpu().measure(bed);

        assertThat(measured.values().keySet())
                .containsExactlyElementsOf(SysbenchCpu.perCpu().metrics());
        assertThat(measured.values().values()).containsExactly(1840.58, 4.33);
        assertThat(measured.facts()).containsEntry("sysbench", "1.0.20").containsEntry("threads", "2");
        assertThat(measured.checks()).allMatch(Check::passed);
    }

    @Test
    void refusesAnotherNumberOfThreads() {
        assertThatThrownBy(() -> SysbenchReport.parse(SAMPLE, 1))
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessage("sysbench ran with 2 threads: wanted 1");
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
                .hasMessage("sysbench's events per second is 0.00: wanted a number greater than 0");
    }

    @Test
    void survivesAnything() {
        Hostile.check(SAMPLE, text -> SysbenchReport.parse(text, 2));
    }
}
