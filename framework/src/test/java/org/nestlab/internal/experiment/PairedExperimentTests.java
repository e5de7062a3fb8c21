package org.nestlab.internal.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nestlab.LabConfigurationException;
import org.nestlab.ProvisioningException;
import org.nestlab.experiment.Experiment;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Sample;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Check;
import org.nestlab.workload.InvalidMeasurementException;
import org.nestlab.workload.Measurement;
import org.nestlab.workload.Metric;

class PairedExperimentTests {

    private final Experiments experiments = new Experiments();
    private final FakeStage stage = experiments.stage;

    private Comparison only() {
        List<Comparison> comparisons = experiments.run().comparisons();
        assertThat(comparisons).hasSize(1);
        return comparisons.get(0);
    }

    private ScriptedWorkload judged(double ratio, double limit) {
        ScriptedWorkload workload = ScriptedWorkload.ratio("w", stage, ratio);
        experiments.workloads.add(workload);
        experiments.thresholds.put("w.speed", Threshold.atLeast(limit));
        return workload;
    }

    @Test
    void aGoodSubjectIsWithinAndItStopsAsSoonAsThatIsSure() {
        judged(0.6, 0.3);

        Comparison comparison = only();

        assertThat(comparison.verdict()).containsInstanceOf(Verdict.Within.class);
        assertThat(comparison.pairs()).hasSizeBetween(5, 8);
        assertThat(comparison.estimate().orElseThrow().ratio()).isEqualTo(0.6, within(1e-9));
        assertThat(comparison.facts()).containsEntry("version", "1");
        assertThat(comparison.settings()).containsEntry("length", "short");
    }

    @Test
    void aBadSubjectExceedsTheThreshold() {
        judged(0.3, 0.6);

        assertThat(only().verdict()).containsInstanceOf(Verdict.Exceeded.class);
    }

    @Test
    void aRatioOnTheLimitIsInconclusiveAfterTheMostPairs() {
        judged(0.5, 0.5);

        Comparison comparison = only();

        assertThat(comparison.verdict().orElseThrow())
                .isInstanceOf(Verdict.Inconclusive.class)
                .extracting(Verdict::reason)
                .asString()
                .endsWith("; all 30 pairs of this run are used up");
        assertThat(comparison.pairs()).hasSize(30);
    }

    @Test
    void theCoinOfTheSeedDecidesWhoIsFirst() {
        judged(0.5, 0.5);
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
        judged(0.6, 0.3);
        experiments.workloads.add(ScriptedWorkload.ratio("unjudged", stage, 0.9));

        Experiment experiment = experiments.run();

        assertThat(experiment.of("unjudged").verdict()).isEmpty();
        assertThat(experiment.of("unjudged").pairs())
                .hasSameSizeAs(experiment.of("w").pairs());
        assertThat(stage.visits).hasSize(2 * experiment.of("w").pairs().size());
    }

    @Test
    void whereNothingIsJudgedTheLeastPairsAreMeasured() {
        experiments.workloads.add(ScriptedWorkload.ratio("w", stage, 0.9));

        assertThat(only().pairs()).hasSize(5);
    }

    @Test
    void exitsAreCountedForEachOperation() {
        judged(0.6, 0.3);

        Pair pair = only().pairs().get(0);

        assertThat(pair.subject().counts()).containsEntry("exits", 0.5);
        assertThat(pair.reference().counts()).isEmpty();
    }

    @Test
    void aGuestThatDiesMakesItInvalidAndKeepsWhatWasMeasured() {
        judged(0.5, 0.5);
        stage.beforeVisit = number -> {
            if (number == 14) {
                throw new ProvisioningException("L2 guest: kernel panic");
            }
        };

        Comparison comparison = only();

        assertThat(comparison.pairs()).hasSize(6);
        assertThat(comparison.verdict().orElseThrow())
                .isEqualTo(new Verdict.Invalid("pair 7 could not be measured to its end: L2 guest: kernel panic"));
        assertThat(experiments.progress).last().asString().contains("kernel panic");
    }

    @Test
    void aGuestThatDiesDoesNotLetAnUnjudgedMetricPassEither() {
        experiments.workloads.add(ScriptedWorkload.ratio("w", stage, 0.9));
        stage.beforeVisit = number -> {
            throw new ProvisioningException("L2 guest: gone");
        };

        assertThat(only().verdict()).containsInstanceOf(Verdict.Invalid.class);
    }

    @Test
    void aFailedCheckThrowsThePairAway() {
        ScriptedWorkload good = judged(0.6, 0.3);
        experiments.workloads.set(0, good.with(side -> {
            Measurement measurement = good.script().apply(side);
            return stage.visits.size() == 5
                    ? measurement.withCheck(Check.near("bytes on the host's disk", 0, 1000, 0.05))
                    : measurement;
        }));

        Comparison comparison = only();

        assertThat(comparison.rejected()).hasSize(1);
        assertThat(comparison.rejected().get(0))
                .startsWith("pair 3: L")
                .endsWith(": bytes on the host's disk: observed 0.000 (100.0 % off), wanted 1000 within 5 %");
        // one of ten is what is put up with
        assertThat(comparison.pairs()).hasSize(9);
        assertThat(comparison.verdict()).containsInstanceOf(Verdict.Within.class);
    }

    @Test
    void tooManyThrownAwayMakeItInvalid() {
        ScriptedWorkload good = judged(0.6, 0.3);
        experiments.workloads.set(0, good.with(side -> {
            if (stage.visits.size() % 6 == 0) {
                throw new InvalidMeasurementException("fio's JSON ends in the middle");
            }
            return good.script().apply(side);
        }));

        Comparison comparison = only();

        assertThat(comparison.verdict().orElseThrow())
                .isInstanceOf(Verdict.Invalid.class)
                .extracting(Verdict::reason)
                .asString()
                .contains("10 of 30 pairs were thrown away, more than 10 %", "fio's JSON ends in the middle");
    }

    @Test
    void whereNothingCountsItEndsSoon() {
        ScriptedWorkload good = judged(0.6, 0.3);
        experiments.workloads.set(
                0, good.with(side -> Measurement.of(good.metrics().get(0), Double.NaN)));

        Comparison comparison = only();

        assertThat(stage.visits).hasSize(6);
        assertThat(comparison.verdict().orElseThrow().reason())
                .contains("not one of 3 pairs counts", "w.speed is NaN op/s: wanted a number greater than 0");
        assertThat(comparison.estimate()).isEmpty();
    }

    @Test
    void sidesThatAreNotAlikeAreInvalid() {
        ScriptedWorkload good = judged(0.6, 0.3);
        experiments.workloads.set(
                0,
                good.with(side -> good.script().apply(side).withFact("fio", side == Side.SUBJECT ? "3.33" : "3.36")));

        assertThat(only().verdict())
                .contains(new Verdict.Invalid(
                        "the two sides are not alike: fio is 3.33 on L2 guest and 3.36 on L1 hypervisor"));
    }

    @Test
    void aMetricThatWasNotGivenIsNoMeasurement() {
        Metric other = Metric.higherIsBetter("w.other", "op/s");
        ScriptedWorkload good = judged(0.6, 0.3);
        experiments.workloads.set(
                0, new ScriptedWorkload("w", List.of(good.metrics().get(0), other), stage, good.script()));

        assertThat(experiments.run().of("w").rejected().get(0))
                .contains("workload 'w' gave no value for its metric 'w.other'");
    }

    @Test
    void noPairIsBegunAfterTheBudget() {
        judged(0.5, 0.5);
        experiments.tick = Duration.ofSeconds(20);
        experiments.budget = Duration.ofMinutes(3);

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
    void evidenceOfEarlierRunsIsCarriedOn() {
        judged(0.6, 0.3);
        experiments.carried.put(
                "w.speed",
                IntStream.rangeClosed(1, 4)
                        .mapToObj(i -> new Pair(i, Sample.of(60), Sample.of(100), true, Instant.EPOCH))
                        .toList());

        Comparison comparison = only();

        assertThat(comparison.carried()).hasSize(4);
        assertThat(comparison.pairs()).hasSizeBetween(1, 4);
        assertThat(comparison.verdict()).containsInstanceOf(Verdict.Within.class);
        assertThat(comparison.estimate().orElseThrow().pairs())
                .isEqualTo(4 + comparison.pairs().size());
    }

    @Test
    void aHostThatIsNotQuietIsNoted() {
        judged(0.6, 0.3);
        stage.noise = List.of("the host is busy: 40 % of the time somebody waited for a CPU, after 30 s");

        assertThat(experiments.run().notes())
                .contains("pair 1: the host is busy: 40 % of the time somebody waited for a CPU, after 30 s");
    }

    @Test
    void twoWorkloadsCannotMeasureOneMetric() {
        judged(0.6, 0.3);
        judged(0.6, 0.3);

        assertThatThrownBy(experiments::run)
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("metric 'w.speed' is measured by two workloads: give each its own name");
    }

    @Test
    void aThresholdForNothingIsAMistake() {
        judged(0.6, 0.3);
        experiments.thresholds.put("w.sped", Threshold.atLeast(0.5));

        assertThatThrownBy(experiments::run)
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("a threshold for 'w.sped', which nothing measures: there are w.speed");
    }

    @Test
    void aDiskThatIsNotFilledIsNotMeasured() {
        judged(0.6, 0.3);
        stage.checks = List.of(Check.that("scratch disk", false, "12 MiB sparse", "no sparse extents"));

        Comparison comparison = only();

        assertThat(stage.visits).isEmpty();
        assertThat(comparison.verdict())
                .contains(new Verdict.Invalid("scratch disk: observed 12 MiB sparse, wanted no sparse extents"));
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }
}
