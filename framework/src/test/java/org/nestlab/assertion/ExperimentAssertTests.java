package org.nestlab.assertion;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nestlab.assertion.NestlabAssertions.assertThat;
import static org.nestlab.experiment.Measured.comparison;
import static org.nestlab.experiment.Measured.experiment;
import static org.nestlab.experiment.Measured.judged;

import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.InconclusiveError;
import org.nestlab.experiment.InconclusiveTestAbortedException;
import org.nestlab.experiment.InvalidExperimentError;
import org.nestlab.experiment.ThresholdExceededError;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Metric;

class ExperimentAssertTests {

    private static final Metric IOPS = Metric.higherIsBetter("fio.iops", "IOPS");
    private static final Metric CPU = Metric.higherIsBetter("cpu.one", "events/s");
    private static final Threshold FLOOR = new Threshold.AtLeast(0.45, "thresholds.yaml:12", true);

    private static final Comparison WITHIN = judged(CPU, 90, 100, 6, FLOOR, new Verdict.Within("0.900, expected 0.45"));
    private static final Comparison EXCEEDED =
            judged(IOPS, 30, 100, 9, FLOOR, new Verdict.Exceeded("0.300 of the reference"));
    private static final Comparison OPEN = judged(
            IOPS,
            45,
            100,
            5,
            Threshold.noWorse(0.025),
            new Verdict.Inconclusive("evidence for 3.2 of 20; 4 more pairs"));
    private static final Comparison INVALID =
            judged(CPU, 1, 1, 0, FLOOR, new Verdict.Invalid("not one of 3 pairs counts; the last: fio said error 5"));
    private static final Comparison UNJUDGED = comparison(CPU, 1, 100, 9);

    @Test
    void whatIsWithinOrNotJudgedPasses() {
        assertThatCode(() -> assertThat(lenient(WITHIN)).meetsItsThresholds()).doesNotThrowAnyException();
        assertThatCode(() -> assertThat(lenient(UNJUDGED)).meetsItsThresholds()).doesNotThrowAnyException();
        assertThatCode(() -> assertThat(strict(UNJUDGED)).meetsThreshold("cpu")).doesNotThrowAnyException();
    }

    @Test
    void aMetricThatIsWorseFails() {
        assertThatThrownBy(() -> assertThat(lenient(WITHIN, EXCEEDED)).meetsItsThresholds())
                .isInstanceOf(ThresholdExceededError.class)
                .hasMessage("""
                        L2/L1 fio.iops: worse than its threshold
                          verdict:  0.300 of the reference
                          observed: ratio 0.300 (0.287 to 0.313, 99 %, 9 pairs)
                          expected: at least 0.45 (thresholds.yaml:12, starter)
                          machines: L2 guest against L1 hypervisor, emulated tier, seed 42
                          remedy:   compare with an earlier run: ./nestlab history show 0a1b2c3d (with --history FILE if the run set nestlab.history); a threshold that never fitted this lab: ./nestlab calibrate""");
    }

    @Test
    void evidenceThatDoesNotSufficeAborts() {
        assertThatThrownBy(() -> assertThat(lenient(WITHIN, OPEN)).meetsItsThresholds())
                .isInstanceOf(InconclusiveTestAbortedException.class)
                .hasMessage("""
                        L2/L1 fio.iops: cannot tell yet
                          verdict:  evidence for 3.2 of 20; 4 more pairs
                          observed: ratio 0.450 (5 pairs, too few for an interval)
                          expected: at most 2.5 % worse (test)
                          machines: L2 guest against L1 hypervisor, emulated tier, seed 42
                          remedy:   run again, which goes on from this evidence, or measure longer: -Dnestlab.profile=thorough""");
    }

    @Test
    void aMeasurementThatIsNotValidFails() {
        assertThatThrownBy(() -> assertThat(lenient(INVALID)).meetsItsThresholds())
                .isInstanceOf(InvalidExperimentError.class)
                .hasMessage("""
                        L2/L1 cpu.one: not a valid measurement
                          verdict:  not one of 3 pairs counts; the last: fio said error 5
                          observed: nothing that counts
                          expected: at least 0.45 (thresholds.yaml:12, starter)
                          machines: L2 guest against L1 hypervisor, emulated tier, seed 42
                          remedy:   see the rejected pairs: ./nestlab history show 0a1b2c3d (with --history FILE if the run set nestlab.history)""");
    }

    @Test
    void evidenceThatDoesNotSufficeFailsWhereTheGateIsStrict() {
        assertThatThrownBy(() -> assertThat(strict(WITHIN, OPEN)).meetsItsThresholds())
                .isInstanceOf(InconclusiveError.class)
                .hasMessage("""
                        L2/L1 fio.iops: cannot tell yet
                          verdict:  evidence for 3.2 of 20; 4 more pairs
                          observed: ratio 0.450 (5 pairs, too few for an interval)
                          expected: at most 2.5 % worse (test)
                          machines: L2 guest against L1 hypervisor, kvm tier, seed 42
                          remedy:   run again, which goes on from this evidence, or measure longer: -Dnestlab.profile=thorough""");
    }

    @Test
    void aMetricWithoutThresholdFailsWhereItIsNotValid() {
        Comparison unjudged = judged(CPU, 1, 1, 0, null, new Verdict.Invalid("not one pair was measured"));
        assertThatThrownBy(() -> assertThat(lenient(unjudged)).meetsItsThresholds())
                .isInstanceOf(InvalidExperimentError.class)
                .hasMessage("""
                        L2/L1 cpu.one: not a valid measurement
                          verdict:  not one pair was measured
                          observed: nothing that counts
                          expected: a measurement to be trusted
                          machines: L2 guest against L1 hypervisor, emulated tier, seed 42
                          remedy:   see the rejected pairs: ./nestlab history show 0a1b2c3d (with --history FILE if the run set nestlab.history)""");
    }

    @Test
    void allThatDoesNotPassIsInOneMessage() {
        assertThatThrownBy(() -> assertThat(lenient(OPEN, WITHIN, INVALID, EXCEEDED, UNJUDGED))
                        .meetsItsThresholds())
                .isInstanceOf(ThresholdExceededError.class)
                .extracting(failure -> String.valueOf(failure.getMessage())
                        .lines()
                        .filter(line -> !line.startsWith(" "))
                        .toList())
                .isEqualTo(List.of(
                        "L2/L1 cpu.one: not a valid measurement",
                        "L2/L1 fio.iops: worse than its threshold",
                        "L2/L1 fio.iops: cannot tell yet"));
    }

    @Test
    void aMetricThatWasNotMeasuredCannotBeAskedFor() {
        assertThatThrownBy(() -> assertThat(lenient(WITHIN, OPEN)).meetsThreshold("fio.iopz"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("no 'fio.iopz' in this experiment: it measured cpu.one, fio.iops");
    }

    @Test
    void aMeasurementThatIsNotValidWeighsMoreThanOneThatDoesNotSuffice() {
        assertThatThrownBy(() -> assertThat(strict(OPEN, INVALID)).meetsItsThresholds())
                .isInstanceOf(InvalidExperimentError.class);
        assertThatThrownBy(() -> assertThat(lenient(OPEN, INVALID)).meetsItsThresholds())
                .isInstanceOf(InvalidExperimentError.class);
    }

    @Test
    void whatTheAuthorSaysOfItStandsBeforeIt() {
        assertThatThrownBy(() -> assertThat(lenient(EXCEEDED)).as("the disk").meetsItsThresholds())
                .isInstanceOf(ThresholdExceededError.class)
                .hasMessageStartingWith("[the disk] ")
                .hasMessageContaining("L2/L1 fio.iops: worse than its threshold");
    }

    @Test
    void listenersAreToldWhatATestAsksForBeforeItFails() {
        Experiment experiment = lenient(WITHIN, EXCEEDED);

        assertThatThrownBy(() -> assertThat(experiment).meetsThreshold("fio.iops"))
                .isInstanceOf(ThresholdExceededError.class);

        assertThat(JudgedCollector.TOLD).last().isEqualTo(new JudgedCollector.Judged(experiment, List.of(EXCEEDED)));
    }

    private static Experiment lenient(Comparison... comparisons) {
        return experiment(Tier.EMULATED, "L2/L1", false, comparisons);
    }

    private static Experiment strict(Comparison... comparisons) {
        return experiment(Tier.KVM, "L2/L1", true, comparisons);
    }
}
