package org.nestlab.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nestlab.verdict.Gate.Decision;

/** The short form of {@code bench/simulate.sh}: the same seeds give the same rates, so that the bounds may be close. */
class GateSimulationTests {

    private static final Threshold NO_WORSE = Threshold.noWorse(0.10);

    @Test
    void aLossOfTenPerCentIsFoundSoon() {
        Trials trials = Trials.run(1, 2_000, Noise.Family.TABLE, 0.05, 0.9, NO_WORSE, 40);
        assertThat(trials.rate(Decision.EXCEEDED)).isGreaterThan(0.97);
        assertThat(trials.rate(Decision.WITHIN)).isLessThan(0.04);
        assertThat(trials.medianPairs(Decision.EXCEEDED)).isLessThanOrEqualTo(8);
    }

    @Test
    void noChangeIsCertifiedSoon() {
        Trials trials = Trials.run(2, 2_000, Noise.Family.TABLE, 0.05, 1, NO_WORSE, 40);
        assertThat(trials.rate(Decision.WITHIN)).isGreaterThan(0.99);
        assertThat(trials.medianPairs(Decision.WITHIN)).isBetween(5, 7);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"BOOT_EFFECT_4_PERCENT", "REFERENCE_LINGERS_6_PERCENT", "SUBJECT_SKEWED_UP"})
    void noChangeIsNotAFailureWhateverTheNoise(Noise.Family family) {
        Trials trials = Trials.run(3, 4_000, family, 0.10, 1, NO_WORSE, 40);
        assertThat(trials.rate(Decision.EXCEEDED)).isLessThanOrEqualTo(0.01);
    }

    /** Noise whose centre is not that of the machines: no coin cancels it, and the experiment has to keep it out. */
    @ParameterizedTest
    @EnumSource(names = {"BOOT_EFFECT_4_PERCENT", "REFERENCE_LINGERS_6_PERCENT"})
    void whatFavoursOneSideIsTakenForADifference(Noise.Family family) {
        Trials trials = Trials.run(3, 4_000, family, 0.10, 1, NO_WORSE, 40);
        assertThat(trials.rate(Decision.EXCEEDED)).isBetween(0.04, 0.09);
    }

    @Test
    void aRatioBelowTheLimitIsSeldomCertified() {
        Trials trials = Trials.run(4, 4_000, Noise.Family.TABLE, 0.10, 0.45, Threshold.atLeast(0.45), 40);
        assertThat(trials.rate(Decision.EXCEEDED)).isLessThanOrEqualTo(0.01);
        assertThat(trials.rate(Decision.WITHIN)).isLessThanOrEqualTo(0.05);
    }
}
