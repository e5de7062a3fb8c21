package org.nestlab.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.LabConfigurationException;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.internal.experiment.BootSeries;
import org.nestlab.internal.upgrade.HostRecording.Role;
import org.nestlab.machine.Level;
import org.nestlab.upgrade.Outcome;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Metric;

/** What follows from recordings of a host, as values alone; the fewest boots that show a loss are five. */
class HostComparisonTests {

    private static final Metric RATE = Metric.higherIsBetter("own-speed.rate", "1/s");
    private static final Metric TIME = Metric.lowerIsBetter("own-speed.time", "ms");
    private static final Map<String, String> SETUP = Map.of("profile", "quick");

    private static Fingerprint kernel(String version) {
        return new Fingerprint(Map.of("L0.kernel", version), Map.of());
    }

    /** Boots around a value, one per cent apart at most. */
    private static BootSeries around(Metric metric, double value, Map<String, String> facts) {
        List<Double> values = IntStream.range(0, 8)
                .mapToDouble(boot -> value * (0.995 + 0.01 * boot / 7))
                .boxed()
                .toList();
        return new BootSeries(Level.L1, metric, facts, values);
    }

    private static HostRecording recorded(Role role, String kernel, double rate, double time) {
        return recorded(role, kernel, List.of(around(RATE, rate, Map.of()), around(TIME, time, Map.of())));
    }

    private static HostRecording recorded(Role role, String kernel, List<BootSeries> series) {
        return new HostRecording(role, Instant.EPOCH, Instant.EPOCH, kernel(kernel), SETUP, series, List.of());
    }

    private static HostEvidence evidence(HostRecording... recordings) {
        return new HostEvidence("com.example.Lab", List.of("L1:own-speed"), List.of(recordings));
    }

    private static HostRecording baseline() {
        return recorded(Role.BASELINE, "6.1", 1000, 10);
    }

    private static HostComparison compared(HostRecording... recordings) {
        return HostComparison.of(evidence(recordings), false, 0.10);
    }

    private static HostComparison returned(HostRecording... recordings) {
        return HostComparison.of(evidence(recordings), true, 0.10);
    }

    @Test
    void anEqualHostIsGood() {
        HostComparison equal = compared(baseline(), recorded(Role.CANDIDATE, "6.1", 1000, 10));

        assertThat(equal.outcome()).isEqualTo(Outcome.GOOD);
        assertThat(equal.reason()).isEqualTo("all 2 metrics are within their limits");
        assertThat(equal.machine().same()).isTrue();
        assertThat(equal.rows())
                .extracting(HostComparison.Row::name)
                .containsExactly("L1 own-speed.rate", "L1 own-speed.time");
    }

    @Test
    void theMetricThatIsWorseIsTheReasonInEitherDirection() {
        HostComparison slower = compared(baseline(), recorded(Role.CANDIDATE, "6.12", 700, 10));
        HostComparison later = compared(baseline(), recorded(Role.CANDIDATE, "6.12", 1000, 15));

        assertThat(slower.outcome()).isEqualTo(Outcome.WORSE);
        assertThat(slower.reason()).isEqualTo("L1 own-speed.rate");
        assertThat(later.outcome()).isEqualTo(Outcome.WORSE);
        assertThat(later.reason()).isEqualTo("L1 own-speed.time");
        assertThat(later.machine().comes()).hasSize(1);
    }

    @Test
    void aBetterHostIsGood() {
        assertThat(compared(baseline(), recorded(Role.CANDIDATE, "6.12", 2000, 5))
                        .outcome())
                .isEqualTo(Outcome.GOOD);
    }

    @Test
    void whatIsNotWithinIsNotGoodAlthoughNothingIsWorse() {
        List<Double> scattered = DoubleStream.of(500, 2000, 700, 1500, 900, 1100, 600, 1700)
                .boxed()
                .toList();
        HostRecording unclear = recorded(
                Role.CANDIDATE,
                "6.12",
                List.of(new BootSeries(Level.L1, RATE, Map.of(), scattered), around(TIME, 10, Map.of())));

        HostComparison open = compared(baseline(), unclear);

        assertThat(open.outcome()).isEqualTo(Outcome.CANNOT_TELL);
        assertThat(open.reason()).isEqualTo("not decided: L1 own-speed.rate");
    }

    @Test
    void aMetricThatWasMeasuredWithAnotherProgramIsInvalid() {
        HostRecording before = recorded(
                Role.BASELINE, "6.1", List.of(around(RATE, 1000, Map.of("tool", "1.0")), around(TIME, 10, Map.of())));
        HostRecording after = recorded(
                Role.CANDIDATE, "6.12", List.of(around(RATE, 500, Map.of("tool", "1.1")), around(TIME, 10, Map.of())));

        HostComparison unlike = compared(before, after);

        assertThat(unlike.rows().get(0).verdict()).isInstanceOf(Verdict.Invalid.class);
        assertThat(unlike.rows().get(0).verdict().reason()).isEqualTo("measured with {tool=1.0}, then with {tool=1.1}");
        assertThat(unlike.outcome()).isEqualTo(Outcome.CANNOT_TELL);
        assertThat(unlike.reason()).isEqualTo("not decided: L1 own-speed.rate");
    }

    @Test
    void theReturnConfirmsALoss() {
        HostComparison confirmed =
                returned(baseline(), recorded(Role.CANDIDATE, "6.12", 700, 10), recorded(Role.RETURN, "6.1", 1000, 10));

        assertThat(confirmed.outcome()).isEqualTo(Outcome.WORSE);
        assertThat(confirmed.again()).isPresent();
    }

    @Test
    void aHostThatDriftedTellsNothingOfTheCandidate() {
        HostComparison drifted =
                returned(baseline(), recorded(Role.CANDIDATE, "6.12", 700, 10), recorded(Role.RETURN, "6.1", 700, 10));

        assertThat(drifted.outcome()).isEqualTo(Outcome.CANNOT_TELL);
        assertThat(drifted.reason())
                .isEqualTo("drift: on its first kernel again, the host is not what it was: L1 own-speed.rate");
    }

    @Test
    void withoutTheReturnAnEarlierOneDoesNotCount() {
        HostComparison compared =
                compared(baseline(), recorded(Role.CANDIDATE, "6.12", 700, 10), recorded(Role.RETURN, "6.1", 700, 10));

        assertThat(compared.again()).isEmpty();
        assertThat(compared.outcome()).isEqualTo(Outcome.WORSE);
    }

    @Test
    void theNewestCandidateIsJudgedAndAllAreCounted() {
        HostComparison second = compared(
                baseline(), recorded(Role.CANDIDATE, "6.12", 700, 10), recorded(Role.CANDIDATE, "6.13", 1000, 10));

        assertThat(second.outcome()).isEqualTo(Outcome.GOOD);
        assertThat(second.candidates()).isEqualTo(2);
        assertThat(second.candidate().fingerprint()).isEqualTo(kernel("6.13"));
    }

    @Test
    void aCandidateIsNeeded() {
        assertThatThrownBy(() -> compared(baseline()))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("no candidate was compared with it yet");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
    void aToleranceThatIsNoneIsRefused(double tolerance) {
        HostEvidence evidence = evidence(baseline(), recorded(Role.CANDIDATE, "6.12", 700, 10));

        assertThatThrownBy(() -> HostComparison.of(evidence, false, tolerance))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("the tolerance is %s; expected more than 0 and less than 1, like 0.10", tolerance);
    }

    @Test
    void anotherKernelIsComparableButNotForAReturn() {
        assertThatCode(() -> HostComparison.requireComparable("before", baseline(), kernel("6.12"), SETUP, false))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> HostComparison.requireComparable("before", baseline(), kernel("6.12"), SETUP, true))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "this host is not on the kernel that 'before' was recorded on: L0.kernel was 6.1, is 6.12; boot that one, and compare again");
    }

    @Test
    void anotherMachineOrWayOfMeasuringIsNotComparable() {
        Fingerprint other = new Fingerprint(Map.of("L0.kernel", "6.1", "L0.qemu", "10.0"), Map.of());

        assertThatThrownBy(() -> HostComparison.requireComparable("before", baseline(), other, SETUP, false))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageContaining(
                        "is of another machine, or of this one set up otherwise: L0.qemu was not known, is 10.0;");
        assertThatThrownBy(() -> HostComparison.requireComparable(
                        "before", baseline(), kernel("6.1"), Map.of("profile", "standard"), false))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageStartingWith(
                        "the evidence 'before' was measured otherwise: profile was quick, is standard;");
    }
}
