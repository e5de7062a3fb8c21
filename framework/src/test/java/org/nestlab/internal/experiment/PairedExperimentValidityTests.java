package org.nestlab.internal.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nestlab.GuestCommandException;
import org.nestlab.ProvisioningException;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentText;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Check;
import org.nestlab.workload.InvalidMeasurementException;
import org.nestlab.workload.Measurement;
import org.nestlab.workload.Metric;

/** What counts for a verdict and what is thrown away. */
class PairedExperimentValidityTests {

    private final Experiments experiments = new Experiments();

    private final FakeStage stage = experiments.stage;

    @Test
    void aGuestThatDiesMakesItInvalidAndKeepsWhatWasMeasured() {
        experiments.judged(0.5, 0.5);
        stage.beforeVisit = number -> {
            if (number == 14) {
                throw new ProvisioningException("L2 guest: kernel panic");
            }
        };

        Comparison comparison = experiments.only();

        assertThat(comparison.pairs()).hasSize(6);
        assertThat(comparison.verdict().orElseThrow())
                .isEqualTo(new Verdict.Invalid("pair 7 could not be measured to its end: L2 guest: kernel panic"));
        assertThat(experiments.progress).last().asString().contains("kernel panic");
    }

    @Test
    void aGuestThatTheEmulationBrokeIsMendedAndThePairThrownAway() {
        experiments.judged(0.9, 0.5);
        breakVisit(4);
        stage.mending = () -> Optional.of("L2 guest: broken by the emulation");

        Experiment experiment = experiments.run();

        Comparison comparison = experiment.of("w.speed");
        assertThat(comparison.rejected()).containsExactly("pair 2: L2 guest: broken by the emulation");
        assertThat(comparison.pairs()).hasSize(9);
        assertThat(comparison.verdict()).containsInstanceOf(Verdict.Within.class);
        assertThat(experiment.notes())
                .containsExactly("pair 2: thrown away, and the guest reset: L2 guest: broken by the emulation");
    }

    @Test
    void aGuestThatIsBrokenAgainAndAgainIsNotCalledGood() {
        experiments.judged(0.9, 0.5);
        stage.beforeVisit = number -> {
            if (number % 3 == 0) {
                throw new GuestCommandException("L2 guest: no answer");
            }
        };
        stage.mending = () -> Optional.of("L2 guest: broken by the emulation");

        assertThat(experiments.only().verdict()).containsInstanceOf(Verdict.Invalid.class);
    }

    @Test
    void aBrokenGuestThatDoesNotComeBackMakesItInvalid() {
        experiments.judged(0.9, 0.5);
        breakVisit(4);
        stage.mending = () -> {
            throw new ProvisioningException("L2 guest: no boot");
        };

        assertThat(experiments.only().verdict())
                .contains(new Verdict.Invalid("pair 2 could not be measured to its end: L2 guest: no answer"));
    }

    private void breakVisit(int broken) {
        stage.beforeVisit = number -> {
            if (number == broken) {
                throw new GuestCommandException("L2 guest: no answer");
            }
        };
    }

    @Test
    void aGuestThatDiesDoesNotLetAnUnjudgedMetricPassEither() {
        experiments.workloads.add(ScriptedWorkload.ratio("w", stage, 0.9));
        stage.beforeVisit = number -> {
            throw new ProvisioningException("L2 guest: gone");
        };

        assertThat(experiments.only().verdict()).containsInstanceOf(Verdict.Invalid.class);
    }

    @Test
    void aFailedCheckThrowsThePairAway() {
        ScriptedWorkload good = experiments.judged(0.6, 0.3);
        experiments.workloads.set(0, good.with(side -> {
            Measurement measurement = good.script().apply(side);
            return stage.visits.size() == 5
                    ? measurement.addCheck(Check.near("bytes on the host's disk", 0, 1000, 0.05))
                    : measurement;
        }));

        Comparison comparison = experiments.only();

        assertThat(comparison.rejected()).hasSize(1);
        assertThat(comparison.rejected().get(0))
                .startsWith("pair 3: L")
                .endsWith(": bytes on the host's disk: observed 0.000 (100.0 % off), expected 1000 within 5 %");
        // one of ten is acceptable
        assertThat(comparison.pairs()).hasSize(9);
        assertThat(comparison.verdict()).containsInstanceOf(Verdict.Within.class);
    }

    @Test
    void tooManyThrownAwayMakeItInvalid() {
        ScriptedWorkload good = experiments.judged(0.6, 0.3);
        experiments.workloads.set(0, good.with(side -> {
            if (stage.visits.size() % 6 == 0) {
                throw new InvalidMeasurementException("fio's JSON ends in the middle");
            }
            return good.script().apply(side);
        }));

        Comparison comparison = experiments.only();

        assertThat(comparison.verdict().orElseThrow())
                .isInstanceOf(Verdict.Invalid.class)
                .extracting(Verdict::reason)
                .asString()
                .contains("10 of 30 pairs were thrown away, more than 10 %", "fio's JSON ends in the middle");
    }

    @Test
    void whereNothingCountsItEndsSoon() {
        ScriptedWorkload good = experiments.judged(0.6, 0.3);
        experiments.workloads.set(
                0, good.with(side -> Measurement.of(good.metrics().get(0), Double.NaN)));

        Comparison comparison = experiments.only();

        assertThat(stage.visits).hasSize(6);
        assertThat(comparison.verdict().orElseThrow().reason())
                .contains("not one of 3 pairs counts", "w.speed is NaN op/s; expected a number greater than 0");
        assertThat(comparison.estimate()).isEmpty();
    }

    @Test
    void sidesThatAreNotAlikeAreInvalid() {
        ScriptedWorkload good = experiments.judged(0.6, 0.3);
        experiments.workloads.set(
                0, good.with(side -> good.script().apply(side).addFact("fio", side == Side.SUBJECT ? "3.33" : "3.36")));

        assertThat(experiments.only().verdict())
                .contains(new Verdict.Invalid(
                        "the two sides are not alike: fio is 3.33 on L2 guest and 3.36 on L1 hypervisor"));
    }

    @Test
    void aMetricThatWasNotGivenIsNoMeasurement() {
        Metric other = Metric.higherIsBetter("w.other", "op/s");
        ScriptedWorkload good = experiments.judged(0.6, 0.3);
        experiments.workloads.set(
                0, new ScriptedWorkload("w", List.of(good.metrics().get(0), other), stage, good.script()));

        assertThat(experiments.run().of("w").rejected().get(0))
                .contains("workload 'w' gave no value for its metric 'w.other'");
    }

    @Test
    void whatCannotBeProvenCountsAndIsToldForEachKind() {
        ScriptedWorkload good = experiments.judged(0.9, 0.5);
        int[] pair = {0};
        experiments.workloads.set(0, good.with(side -> {
            String why = ++pair[0] <= 4 ? "run as root" : "measure again";
            return side == Side.SUBJECT
                    ? good.script().apply(side).addCheck(Check.notProvable("bytes moved", why, "5"))
                    : good.script().apply(side);
        }));

        Experiment experiment = experiments.run();

        Comparison comparison = experiment.of("w.speed");
        int pairs = comparison.pairs().size();
        assertThat(comparison.rejected()).isEmpty();
        assertThat(comparison.verdict()).containsInstanceOf(Verdict.Within.class);
        assertThat(comparison.unproven())
                .containsExactly(
                        "L2 guest: bytes moved: not provable: run as root (2 of %d pairs)".formatted(pairs),
                        "L2 guest: bytes moved: not provable: measure again (%d of %d pairs)"
                                .formatted(pairs - 2, pairs));
        assertThat(ExperimentText.of(experiment))
                .contains("  not proven: L2 guest: bytes moved: not provable: run as root (2 of %d pairs)\n"
                        .formatted(pairs));
    }

    @Test
    void aDiskThatIsNotFilledIsNotMeasured() {
        experiments.judged(0.6, 0.3);
        stage.checks = List.of(Check.that("scratch disk", false, "12 MiB sparse", "no sparse extents"));

        Comparison comparison = experiments.only();

        assertThat(stage.visits).isEmpty();
        assertThat(comparison.verdict())
                .contains(new Verdict.Invalid("scratch disk: observed 12 MiB sparse, expected no sparse extents"));
    }
}
