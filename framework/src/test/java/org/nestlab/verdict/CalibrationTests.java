package org.nestlab.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
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

    @Test
    void theMarginIsTheCallers() {
        Evidence evidence = noise(0.02, Math.log(0.5));
        double low = evidence.estimate(0.01).orElseThrow().low();
        assertThat(Calibration.proposal(evidence, 0).orElseThrow().ratio()).isBetween(low - 0.01, low);
        assertThat(Calibration.proposal(evidence, 0.5).orElseThrow().ratio()).isBetween(low / 2 - 0.01, low / 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Calibration.proposal(evidence, 1))
                .withMessage("a margin is at least 0 and less than 1, not 1.0");
    }

    /**
     * Neighbours that are alike look like evidence: the replays show it, and say what a shuffled copy of the pairs
     * hides.
     */
    @Test
    void pairsThatDriftTogetherRaiseTheFalseAlarms() {
        Evidence drifting = ar(0.9);
        double[] shuffled = drifting.values();
        Random random = new Random(7);
        for (int i = shuffled.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double swapped = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = swapped;
        }
        double together = of(drifting).falseAlarms();
        double alone = of(Evidence.of(shuffled)).falseAlarms();
        assertThat(alone).isLessThanOrEqualTo(0.015);
        assertThat(together).isGreaterThan(0.03);
    }

    /** The halves of one machine: nothing is centred, so that what favours one side is not taken for its ratio. */
    @Test
    void theCentreOfAMachineAndItselfIsKnown() {
        Calibration quiet = Calibration.ofItself(noise(0.02, 0), 0.10, GatePolicy.DEFAULT, 1)
                .orElseThrow();
        assertThat(quiet.falseAlarms()).isLessThanOrEqualTo(0.01);
        assertThat(quiet.certified()).isGreaterThan(0.99);
        assertThat(quiet.smallestDrop()).isBetween(0.05, 0.10);
        double apart = Calibration.ofItself(noise(0.02, 0.3), 0.10, GatePolicy.DEFAULT, 1)
                .orElseThrow()
                .smallestDrop();
        assertThat(apart).isGreaterThan(2 * quiet.smallestDrop());
        assertThat(Calibration.ofItself(Evidence.of(0, 0, 0, 0, 0, 0, 0), 0.10, GatePolicy.DEFAULT, 1))
                .isEmpty();
    }

    @Test
    void aFalseAlarmIsSeenOnEitherSide() {
        double[] worse = {-.12, -.08, -.15, -.05, -.11, -.09, -.13, -.10, -.02, -.14};
        double[] better = Arrays.stream(worse).map(d -> -d).toArray();
        // the first vector of the gate: exceeded at the eighth pair
        assertThat(Calibration.falseAlarm(Evidence.of(worse), 0.10, GatePolicy.DEFAULT))
                .hasValue(8);
        assertThat(Calibration.falseAlarm(Evidence.of(better), 0.10, GatePolicy.DEFAULT))
                .hasValue(8);
        assertThat(Calibration.falseAlarm(Evidence.of(worse), 0.10, GatePolicy.DEFAULT.withMaxPairs(7)))
                .isEmpty();
        assertThat(Calibration.falseAlarm(
                        Evidence.of(.01, -.02, .03, 0, -.01, .02, .015, -.005, .01, 0), 0.10, GatePolicy.DEFAULT))
                .isEmpty();
    }

    private static Calibration of(Evidence evidence) {
        return Calibration.of(evidence, 0.10, GatePolicy.DEFAULT, 1).orElseThrow();
    }

    /** Pairs with a standard deviation of 0.1, each alike to the one before it. */
    private static Evidence ar(double phi) {
        Random random = new Random(6);
        double[] d = new double[300];
        double last = 0.1 * random.nextGaussian();
        for (int i = 0; i < d.length; i++) {
            d[i] = last;
            last = phi * last + 0.1 * Math.sqrt(1 - phi * phi) * random.nextGaussian();
        }
        return Evidence.of(d);
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
