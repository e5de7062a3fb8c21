package org.nestlab.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two series whose evidence was worked out by other means. */
class GateVectorTests {

    private static final double[] WORSE = {-.12, -.08, -.15, -.05, -.11, -.09, -.13, -.10, -.02, -.14};
    private static final double[] SAME = {.01, -.02, .03, 0, -.01, .02, .015, -.005, .01, 0};

    @Test
    void evidenceAgainstGrowsAsWorkedOut() {
        double[] wanted = {
            .570415, 1.129746, 1.765782, 2.326165, 2.973777, 3.620431, 4.291824, 4.957630, 5.472731, 6.157425
        };
        for (int n = 1; n <= wanted.length; n++) {
            assertThat(first(WORSE, n).lnE(-1, 0)).isCloseTo(wanted[n - 1], within(5e-7));
        }
    }

    @Test
    void evidenceOfNoChangeGrowsAsWorkedOut() {
        double[] wanted = {.566558, 1.132912, 1.762419, 2.389830, 3.024933, 3.686045};
        for (int n = 1; n <= wanted.length; n++) {
            assertThat(first(SAME, n).lnE(1, Math.log(.9))).isCloseTo(wanted[n - 1], within(5e-7));
        }
    }

    @Test
    void aLossOfTenPerCentExceedsAtTheEighthPair() {
        for (int n = 0; n <= WORSE.length; n++) {
            assertThat(judged(first(WORSE, n)) instanceof Verdict.Exceeded).isEqualTo(n >= 8);
        }
    }

    @Test
    void noChangeIsCertifiedAtTheFifthPair() {
        for (int n = 0; n <= SAME.length; n++) {
            assertThat(judged(first(SAME, n)) instanceof Verdict.Within).isEqualTo(n >= 5);
        }
    }

    private static Evidence first(double[] d, int n) {
        return Evidence.of(Arrays.copyOf(d, n));
    }

    private static Verdict judged(Evidence evidence) {
        return Gate.judge(List.of(new Claim("m", evidence, Threshold.noWorse(0.10))), GatePolicy.DEFAULT)
                .get(0);
    }
}
