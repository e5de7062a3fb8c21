package org.nestlab.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.experiment.Measured;
import org.nestlab.workload.Metric;

class ThresholdTests {

    private static final Metric IOPS = Metric.higherIsBetter("fio.iops", "IOPS");

    @ParameterizedTest
    @CsvSource({
        "0.45, at least 0.45",
        "0.5, at least 0.5",
        "1.5, at least 1.5",
        "3, at least 3",
        "0.00012, at least 0.00012",
        "1e-7, at least 0.0000001"
    })
    void anAbsoluteLimitIsWordedAsItIs(double ratio, String words) {
        assertThat(Threshold.atLeast(ratio).words()).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, at most 10 % worse",
        "0.025, at most 2.5 % worse",
        "0.07, at most 7 % worse",
        "0.00001, at most 0.001 % worse",
        "0.5, at most 50 % worse"
    })
    void aToleranceIsWordedInPerCent(double tolerance, String words) {
        assertThat(Threshold.noWorse(tolerance).words()).isEqualTo(words);
    }

    @Test
    void whereItComesFromIsSaidWithIt() {
        assertThat(Threshold.atLeast(0.45).wordsWithSource()).isEqualTo("at least 0.45 (test)");
        assertThat(new Threshold.NoWorse(0.1, "thresholds.yaml:12", true).wordsWithSource())
                .isEqualTo("at most 10 % worse (thresholds.yaml:12, starter)");
    }

    @Test
    void theFloorIsTheTargetLessTheTolerance() {
        for (Threshold threshold : List.of(Threshold.atLeast(0.45), Threshold.noWorse(0.1), Threshold.atLeast(1.5))) {
            assertThat(threshold.floor())
                    .as(threshold.words())
                    .isCloseTo(threshold.target() * (1 - threshold.tolerance()), within(1e-15));
        }
        assertThat(Threshold.atLeast(0.45).tolerance()).isZero();
        assertThat(Threshold.noWorse(0.1).target()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1, Double.NaN})
    void whatIsNoToleranceIsRefused(double tolerance) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Threshold.noWorse(tolerance))
                .withMessageContaining("a tolerance is greater than 0 and less than 1");
    }

    /** What a picture marks is what the verdict's reason says. */
    @Test
    void theEvidenceThatIsWantedIsTheOneOfTheReason() {
        Threshold limit = Threshold.atLeast(0.5);
        Comparison open = Measured.judged(IOPS, 51, 100, 5, limit, new Verdict.Inconclusive("open"));
        Comparison exceeded = Measured.judged(IOPS, 30, 100, 5, limit, new Verdict.Exceeded("worse"));
        Comparison unjudged = Measured.comparison(IOPS, 1, 100, 5);
        GatePolicy policy = GatePolicy.DEFAULT;

        assertThat(Gate.lnEvidenceWanted(open, List.of(open), policy)).isEqualTo(Math.log(1 / policy.alpha()));
        assertThat(Gate.lnEvidenceWanted(open, List.of(open, open, unjudged), policy))
                .as("the first of two")
                .isEqualTo(Math.log(2 / policy.alpha()));
        assertThat(Gate.lnEvidenceWanted(open, List.of(open, exceeded, open), policy))
                .as("the second of three")
                .isEqualTo(Math.log(3 / (2 * policy.alpha())));
        assertThat(Gate.lnEvidenceWanted(exceeded, List.of(open, exceeded, open), policy))
                .as("the first of three, which exceeded")
                .isEqualTo(Math.log(3 / policy.alpha()));
        assertThat(Gate.lnEvidenceWanted(unjudged, List.of(), policy)).isEqualTo(Math.log(1 / policy.alpha()));
    }
}
