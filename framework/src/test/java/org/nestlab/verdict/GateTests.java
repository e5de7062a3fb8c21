package org.nestlab.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class GateTests {

    private static final Threshold AT_LEAST_HALF = Threshold.atLeast(0.5);

    @Test
    void aRatioAboveTheLimitIsWithin() {
        assertThat(judge(AT_LEAST_HALF, repeated(Math.log(0.7), 5)))
                .isInstanceOf(Verdict.Within.class)
                .extracting(Verdict::reason)
                .isEqualTo("0.700 of the reference (5 pairs, too few for an interval), expected at least 0.5");
    }

    @Test
    void aRatioBelowTheLimitExceeds() {
        Verdict verdict = judge(AT_LEAST_HALF, repeated(Math.log(0.4), 9));
        assertThat(verdict).isInstanceOf(Verdict.Exceeded.class);
        assertThat(verdict.reason()).startsWith("0.400 of the reference (").endsWith("9 pairs), expected at least 0.5");
    }

    @Test
    void fourPairsAreTooFewHoweverClear() {
        assertThat(judge(AT_LEAST_HALF, repeated(Math.log(0.9), 4)).reason())
                .isEqualTo(
                        "after 4 pairs: evidence that it is within 15.2 (needs 20), that it exceeds 0.0 (needs 100); at least 5 pairs are needed");
    }

    @Test
    void aRatioOnTheLimitStaysOpenAndSaysSo() {
        double[] around = DoubleStream.iterate(0.02, d -> -d)
                .limit(30)
                .map(d -> d + Math.log(0.5))
                .toArray();
        assertThat(Gate.judge(
                                List.of(new Claim("m", Evidence.of(around), AT_LEAST_HALF)),
                                GatePolicy.DEFAULT,
                                "all 30 pairs are used up")
                        .get(0)
                        .reason())
                .isEqualTo(
                        "after 30 pairs: evidence that it is within 0.4 (needs 20), that it exceeds 0.4 (needs 100);"
                                + " the pairs so far do not tell on which side of the limit the ratio is: it is close to it, or the pairs differ much; all 30 pairs are used up");
    }

    @Test
    void theFirstOfEightMetricsNeedsEightTimesTheEvidence() {
        ClaimState bad = new ClaimState(Threshold.noWorse(0.1), 8, -9, Math.log(799), true);
        ClaimState worse = new ClaimState(Threshold.noWorse(0.1), 8, -9, Math.log(801), true);
        ClaimState good = new ClaimState(Threshold.noWorse(0.1), 8, 9, -9, false);
        assertThat(Gate.decide(list(bad, good, 7), GatePolicy.DEFAULT).get(0)).isEqualTo(Gate.Decision.OPEN);
        assertThat(Gate.decide(list(worse, good, 7), GatePolicy.DEFAULT).get(0)).isEqualTo(Gate.Decision.EXCEEDED);
        ClaimState half = new ClaimState(Threshold.noWorse(0.1), 8, -9, Math.log(401), true);
        assertThat(Gate.decide(List.of(half, half, good, good, good, good, good, good), GatePolicy.DEFAULT))
                .startsWith(Gate.Decision.EXCEEDED, Gate.Decision.EXCEEDED)
                .endsWith(Gate.Decision.WITHIN);
    }

    @Test
    void aSmallLossIsNotAFailureHoweverSure() {
        Verdict verdict = judge(Threshold.noWorse(0.10), repeated(Math.log(0.96), 5));
        assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(verdict.reason())
                .isEqualTo(
                        "after 5 pairs: evidence that it is within 17.6 (needs 20), that it exceeds 14.7 (needs 100); about 1 more pair at this rate");
        assertThat(judge(Threshold.noWorse(0.10), repeated(Math.log(0.96), 40))).isInstanceOf(Verdict.Within.class);
        ClaimState small = new ClaimState(Threshold.noWorse(0.10), 40, 0, 50, false);
        assertThat(Gate.decide(List.of(small), GatePolicy.DEFAULT)).containsExactly(Gate.Decision.OPEN);
    }

    @Test
    void contradictoryEvidenceIsNoVerdict() {
        ClaimState both = new ClaimState(AT_LEAST_HALF, 40, 10, 10, true);
        assertThat(Gate.decide(List.of(both), GatePolicy.DEFAULT)).containsExactly(Gate.Decision.OPEN);
    }

    @Test
    void aClaimAloneIsDecidedAsOneOfAListOfOne() {
        double[] lns = {-1, 0, Math.log(20) - 1e-9, Math.log(20), Math.log(100) - 1e-9, Math.log(100), 9};
        for (Threshold threshold : List.of(Threshold.noWorse(0.10), Threshold.atLeast(0.45))) {
            for (double lnFor : lns) {
                for (double lnAgainst : lns) {
                    for (int pairs : new int[] {4, 5}) {
                        for (boolean largeEnough : new boolean[] {true, false}) {
                            ClaimState state = new ClaimState(threshold, pairs, lnFor, lnAgainst, largeEnough);
                            assertThat(Gate.decide(state, GatePolicy.DEFAULT))
                                    .as(state.toString())
                                    .isEqualTo(Gate.decide(List.of(state), GatePolicy.DEFAULT)
                                            .get(0));
                        }
                    }
                }
            }
        }
    }

    @Test
    void noClaimsHaveNoVerdicts() {
        assertThat(Gate.judge(List.of(), GatePolicy.DEFAULT)).isEmpty();
        assertThat(judge(AT_LEAST_HALF, new double[0]).reason()).isEqualTo("no pair has been measured");
    }

    @Test
    void aMillionPairsAreDecidedFromTheirSums() {
        Threshold noWorse = Threshold.noWorse(0.10);
        RunningClaim claim = new RunningClaim(noWorse);
        Random random = new Random(1);
        for (int i = 0; i < 1_000_000; i++) {
            claim.plus(random.nextGaussian() * 0.1);
        }
        RunningClaim.State stored = claim.state();
        ClaimState state = RunningClaim.restore(noWorse, stored).claimState();
        assertThat(state).isEqualTo(claim.claimState());
        assertThat(Gate.decide(List.of(state), GatePolicy.DEFAULT)).containsExactly(Gate.Decision.WITHIN);
        assertThat(sumsIn(stored)).as("kept of a million pairs").isEqualTo(sumsIn(new RunningClaim(noWorse).state()));
    }

    private static int sumsIn(RunningClaim.State state) {
        return state.sumsFor().size() + state.sumsAgainst().size();
    }

    @Test
    void theMedianOfATallyIsTheMedian() {
        double limit = Math.log(0.95);
        for (double second : new double[] {0.02, 0.01}) {
            RunningClaim claim = new RunningClaim(Threshold.noWorse(0.10));
            claim.plus(limit - 0.015);
            claim.plus(limit + second);
            assertThat(claim.claimState().largeEnough()).isEqualTo(second < 0.015);
        }
    }

    @Test
    void theEstimateIsTheMedianOfAverages() {
        Random random = new Random(2);
        double[] d = random.doubles(31).toArray();
        double[] averages = new double[31 * 32 / 2];
        int count = 0;
        for (int i = 0; i < d.length; i++) {
            for (int j = i; j < d.length; j++) {
                averages[count++] = (d[i] + d[j]) / 2;
            }
        }
        Arrays.sort(averages);
        assertThat(Interval.hodgesLehmann(d))
                .isCloseTo((averages[count / 2] + averages[(count - 1) / 2]) / 2, within(1e-11));
        assertThat(Interval.hodgesLehmann(new double[] {0.3})).isEqualTo(0.3);
    }

    @Test
    void theIntervalEndsWhereTheTestDoes() {
        Evidence evidence = Evidence.of(.01, -.02, .03, 0, -.01, .02, .015, -.005, .01, 0);
        Estimate estimate = evidence.estimate(0.05).orElseThrow();
        assertThat(evidence.lnE(1, Math.log(estimate.low()))).isCloseTo(Math.log(40), within(1e-6));
        assertThat(evidence.lnE(-1, Math.log(estimate.high()))).isCloseTo(Math.log(40), within(1e-6));
        assertThat(estimate.ratio()).isBetween(1.0, 1.01);
        assertThat(Evidence.none().estimate(0.05)).isEmpty();
    }

    @Test
    void absurdDifferencesStayFinite() {
        assertThat(Evidence.of(1e300, -1e300, 700, 5).lnE(1, 0)).isFinite();
        assertThatIllegalArgumentException().isThrownBy(() -> Evidence.of(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunningEvidence.restore(1, 0, 3, new double[6]))
                .withMessageStartingWith("expected 7 finite sums of 0 or more pairs");
    }

    private static List<ClaimState> list(ClaimState first, ClaimState others, int count) {
        List<ClaimState> all = new java.util.ArrayList<>(Collections.nCopies(count, others));
        all.add(0, first);
        return all;
    }

    private static double[] repeated(double d, int n) {
        double[] all = new double[n];
        Arrays.fill(all, d);
        return all;
    }

    private static Verdict judge(Threshold threshold, double[] d) {
        return Gate.judge(List.of(new Claim("m", Evidence.of(d), threshold)), GatePolicy.DEFAULT)
                .get(0);
    }
}
