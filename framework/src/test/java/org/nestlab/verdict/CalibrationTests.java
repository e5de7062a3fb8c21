package org.nestlab.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTests {

    @Test
    void aQuietLabSeesSmallerDropsThanANoisyOne() {
        Calibration quiet = calibrated(0.02);
        Calibration noisy = calibrated(0.15);
        assertThat(quiet.falseAlarms()).isLessThanOrEqualTo(0.01);
        assertThat(noisy.falseAlarms()).isLessThanOrEqualTo(0.01);
        assertThat(quiet.certified()).isGreaterThan(0.99);
        // no drop of less than half the tolerance ever fails
        assertThat(quiet.smallestDrop()).isBetween(0.05, 0.10);
        assertThat(noisy.smallestDrop()).isBetween(0.12, 0.30);
        assertThat(quiet.medianPairs()).isBetween(5, 15);
    }

    @Test
    void theLabsOwnRatioDoesNotCountAsAChange() {
        assertThat(Calibration.of(noise(0.02, Math.log(0.4)), 0.10, GatePolicy.DEFAULT, 1)
                        .orElseThrow()
                        .certified())
                .isGreaterThan(0.99);
    }

    @Test
    void fewPairsCalibrateNothing() {
        assertThat(Calibration.of(Evidence.of(0, 0, 0, 0, 0, 0, 0), 0.10, GatePolicy.DEFAULT, 1))
                .isEmpty();
        assertThat(Calibration.proposal(Evidence.of(0, 0, 0))).isEmpty();
    }

    @Test
    void theProposalLeavesRoom() {
        Evidence evidence = noise(0.02, Math.log(0.5));
        double low = evidence.estimate(0.01).orElseThrow().low();
        double proposed = Calibration.proposal(evidence).orElseThrow().ratio();
        assertThat(proposed).isLessThanOrEqualTo(0.95 * low).isGreaterThan(0.95 * low - 0.01);
        assertThat(Double.toString(proposed)).matches("0\\.\\d\\d?");
    }

    private static Calibration calibrated(double sd) {
        return Calibration.of(noise(sd, 0), 0.10, GatePolicy.DEFAULT, 1).orElseThrow();
    }

    private static Evidence noise(double sd, double center) {
        Random random = new Random(5);
        return Evidence.of(
                random.doubles(60).map(d -> center + sd * random.nextGaussian()).toArray());
    }
}
