package org.nestlab.internal.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nestlab.LabConfigurationException;
import org.nestlab.experiment.Experiment;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Sample;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;

class PairedExperimentTests {

    private final Experiments experiments = new Experiments();

    private final FakeStage stage = experiments.stage;

    @Test
    void aGoodSubjectIsWithinAndItStopsAsSoonAsThatIsSure() {
        experiments.judged(0.6, 0.3);

        Comparison comparison = experiments.only();

        assertThat(comparison.verdict()).containsInstanceOf(Verdict.Within.class);
        assertThat(comparison.pairs()).hasSizeBetween(5, 8);
        assertThat(comparison.estimate().orElseThrow().ratio()).isEqualTo(0.6, within(1e-9));
        assertThat(comparison.facts()).containsEntry("version", "1");
        assertThat(comparison.settings()).containsEntry("length", "short");
    }

    @Test
    void aBadSubjectExceedsTheThreshold() {
        experiments.judged(0.3, 0.6);

        assertThat(experiments.only().verdict()).containsInstanceOf(Verdict.Exceeded.class);
    }

    @Test
    void aRatioOnTheLimitIsInconclusiveAfterTheMostPairs() {
        experiments.judged(0.5, 0.5);

        Comparison comparison = experiments.only();

        assertThat(comparison.verdict().orElseThrow())
                .isInstanceOf(Verdict.Inconclusive.class)
                .extracting(Verdict::reason)
                .asString()
                .endsWith("; all 30 pairs of this run are used up");
        assertThat(comparison.pairs()).hasSize(30);
    }

    @Test
    void theCoinOfTheSeedDecidesWhoIsFirst() {
        experiments.judged(0.5, 0.5);
        Experiment one = experiments.run();
        List<Side> visits = List.copyOf(stage.visits);
        stage.visits.clear();
        Experiment same = experiments.run();
        List<Side> again = List.copyOf(stage.visits);

        List<Boolean> order = order(one);
        assertThat(order(same)).isEqualTo(order);
        assertThat(again).isEqualTo(visits);
        assertThat(order).contains(true, false);
        for (int i = 0; i < order.size(); i++) {
            assertThat(visits.get(2 * i) == Side.SUBJECT).isEqualTo(order.get(i));
            assertThat(visits.get(2 * i + 1)).isEqualTo(visits.get(2 * i).other());
        }
        experiments.seed = 2;
        assertThat(order(experiments.run())).isNotEqualTo(order);
    }

    private static List<Boolean> order(Experiment experiment) {
        return experiment.of("w.speed").pairs().stream().map(Pair::subjectFirst).toList();
    }

    @Test
    void allMetricsShareTheVisitsAndTheEnd() {
        experiments.judged(0.6, 0.3);
        experiments.workloads.add(ScriptedWorkload.ratio("unjudged", stage, 0.9));

        Experiment experiment = experiments.run();

        assertThat(experiment.of("unjudged").verdict()).isEmpty();
        assertThat(experiment.of("unjudged").pairs())
                .hasSameSizeAs(experiment.of("w").pairs());
        assertThat(stage.visits).hasSize(2 * experiment.of("w").pairs().size());
    }

    @Test
    void whereNothingIsJudgedOnePairShowsWhatALevelCosts() {
        experiments.unjudgedPairs = 1;
        experiments.workloads.add(ScriptedWorkload.ratio("w", stage, 0.9));

        assertThat(experiments.only().pairs()).hasSize(1);
    }

    @Test
    void aMetricWithALimitIsDecidedHoweverFewPairsWereAskedFor() {
        experiments.unjudgedPairs = 1;
        experiments.judged(0.6, 0.3);

        assertThat(experiments.only().verdict().orElseThrow().word()).isEqualTo("within");
    }

    @Test
    void whereNothingIsJudgedTheLeastPairsAreMeasured() {
        experiments.workloads.add(ScriptedWorkload.ratio("w", stage, 0.9));

        assertThat(experiments.only().pairs()).hasSize(5);
    }

    @Test
    void exitsAreCountedForEachOperation() {
        experiments.judged(0.6, 0.3);

        Pair pair = experiments.only().pairs().get(0);

        assertThat(pair.subject().counts()).containsEntry("exits", 0.5);
        assertThat(pair.reference().counts()).isEmpty();
    }

    @Test
    void noPairIsBegunAfterTheBudget() {
        experiments.judged(0.5, 0.5);
        experiments.tick = Duration.ofSeconds(20);
        experiments.time = ExperimentTime.exactly(Duration.ofMinutes(3));

        Experiment experiment = experiments.run();

        assertThat(experiment.of("w").pairs()).hasSizeBetween(1, 10);
        assertThat(experiment.of("w").verdict().orElseThrow())
                .isInstanceOf(Verdict.Inconclusive.class)
                .extracting(Verdict::reason)
                .asString()
                .endsWith("; the 180 s of this run are used up");
        assertThat(experiment.notes()).anyMatch(note -> note.startsWith("no pair was begun after 180 s, the budget"));
    }

    @Test
    void onABusyHostItGoesOnUntilThereAreEnoughPairs() {
        // Five minutes are over in the fifth pair, as on a host with two compilations.
        experiments.judged(0.5, 0.5);
        experiments.tick = Duration.ofSeconds(20);
        experiments.time = ExperimentTime.of(Optional.empty(), Duration.ofMinutes(5));

        Experiment experiment = experiments.run();

        assertThat(experiment.of("w").pairs()).hasSize(10);
        assertThat(experiment.took()).isGreaterThan(Duration.ofMinutes(5));
        assertThat(experiment.notes())
                .anyMatch(note -> note.equals("no pair was begun after 300 s, the budget; 10 were measured"));
        assertThat(experiment.of("w").verdict().orElseThrow().reason()).endsWith("; the 300 s of this run are used up");
    }

    @Test
    void onABusyHostItDecidesLaterAsOnAQuietOne() {
        experiments.judged(0.6, 0.3);
        experiments.tick = Duration.ofSeconds(20);
        experiments.time = ExperimentTime.of(Optional.empty(), Duration.ofMinutes(5));

        assertThat(experiments.only().verdict().orElseThrow()).isInstanceOf(Verdict.Within.class);
    }

    @Test
    void itEndsAfterThreeTimesTheProfilesTimeWithHoweverFewPairs() {
        experiments.judged(0.5, 0.5);
        experiments.tick = Duration.ofSeconds(60);
        experiments.time = ExperimentTime.of(Optional.empty(), Duration.ofMinutes(3));

        Experiment experiment = experiments.run();

        assertThat(experiment.of("w").pairs()).hasSizeBetween(1, 9);
        assertThat(experiment.notes()).anyMatch(note -> note.startsWith("no pair was begun after 540 s, the budget"));
    }

    @Test
    void aTimeThatWasAskedForEndsIt() {
        ExperimentTime time = ExperimentTime.of(Optional.of(Duration.ofSeconds(90)), Duration.ofMinutes(5));

        assertThat(time.limit(0, experiments.policy)).isEqualTo(Duration.ofSeconds(90));
        assertThat(time.limit(30, experiments.policy)).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void evidenceOfEarlierRunsIsCarriedOn() {
        experiments.judged(0.6, 0.3);
        experiments.carried.put(
                "w.speed",
                IntStream.rangeClosed(1, 4)
                        .mapToObj(i -> new Pair(i, Sample.of(60), Sample.of(100), true, Instant.EPOCH))
                        .toList());

        Comparison comparison = experiments.only();

        assertThat(comparison.carried()).hasSize(4);
        assertThat(comparison.pairs()).hasSizeBetween(1, 4);
        assertThat(comparison.verdict()).containsInstanceOf(Verdict.Within.class);
        assertThat(comparison.estimate().orElseThrow().pairs())
                .isEqualTo(4 + comparison.pairs().size());
    }

    @Test
    void aHostThatIsNotQuietIsNoted() {
        experiments.judged(0.6, 0.3);
        stage.noise = List.of("the host is busy: 40 % of the time somebody waited for a CPU, after 30 s");

        assertThat(experiments.run().notes())
                .contains("pair 1: the host is busy: 40 % of the time somebody waited for a CPU, after 30 s");
    }

    @Test
    void twoWorkloadsCannotMeasureOneMetric() {
        experiments.judged(0.6, 0.3);
        experiments.judged(0.6, 0.3);

        assertThatThrownBy(experiments::run)
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("metric 'w.speed' is measured by two workloads: give each its own name");
    }

    @Test
    void aThresholdForNothingIsAMistake() {
        experiments.judged(0.6, 0.3);
        experiments.thresholds.put("w.sped", Threshold.atLeast(0.5));

        assertThatThrownBy(experiments::run)
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("a threshold for 'w.sped', which nothing measures: there are w.speed");
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }
}
