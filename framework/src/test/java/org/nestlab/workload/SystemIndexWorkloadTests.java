package org.nestlab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SystemIndexWorkloadTests {

    private static final String PRINTED = Hostile.sample("stress-ng-0.15.06-index.txt");

    private final FakeTestbed testbed = new FakeTestbed();

    @Test
    void isTheGeometricMeanOfTheRatesOfItsParts() {
        testbed.guest.answers.on("stress-ng --job /dev/stdin", PRINTED);

        Measurement measured = SystemIndex.single().measure(testbed);

        double expected = Math.pow(851.62 * 274.47 * 4627.63 * 56987.10 * 41968.89 * 85.99 * 207.76 * 299.75, 1.0 / 8);
        assertThat(measured.values().get(SystemIndex.single().metrics().get(0))).isCloseTo(expected, within(1e-6));
        assertThat(measured.facts()).containsEntry("stress-ng", "0.15.06");
    }

    @Test
    void runsOneCopyOfEachPartOrOneForEachCpu() {
        testbed.guest.answers.on("stress-ng --job /dev/stdin", PRINTED);
        testbed.timing = new Timing(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(10));

        SystemIndex.single().measure(testbed);
        SystemIndex.perCpu().measure(testbed);

        assertThat(testbed.guest.answers.asked().stream().flatMap(command -> command.input().stream()))
                .containsExactly(job(1), job(2));
    }

    private static String job(int copies) {
        return """
                run sequential
                metrics-brief
                timeout 2s
                temp-path /tmp
                cpu %1$d
                cpu-method int64
                matrix %1$d
                matrix-method prod
                sendfile %1$d
                pipe %1$d
                switch %1$d
                fork %1$d
                fault %1$d
                syscall %1$d
                syscall-method all
                """.formatted(copies);
    }

    @Test
    void aPartThatStressNgSkippedIsNamed() {
        String skipped = PRINTED.replaceAll("(?m)^stress-ng: metrc: .*\\bfault .*\\R", "");

        assertThatThrownBy(() -> SystemIndex.index(skipped))
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessageStartingWith("stress-ng's output has no metrics of fault; it ends with: ");
    }

    @Test
    void survivesAnything() {
        Hostile.check(PRINTED, SystemIndex::index);
    }
}
