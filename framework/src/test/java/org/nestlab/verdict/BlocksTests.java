package org.nestlab.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nestlab.workload.Metric;

class BlocksTests {

    private static final Metric RATE = Metric.higherIsBetter("rate", "1/s");
    private static final List<Double> HUNDRED = around(100);

    /** Eight values, 2 % from one end to the other. */
    private static List<Double> around(double center) {
        return List.of(-4, -3, -2, -1, 1, 2, 3, 4).stream()
                .map(step -> center * (1 + step * 0.0025))
                .toList();
    }

    private static Blocks.Judged judged(double subject, List<Double> again) {
        return agreeing(new Blocks(RATE, HUNDRED, around(subject), again).judge(0.1, GatePolicy.DEFAULT, 6));
    }

    private static Blocks.Judged agreeing(Blocks.Judged judged) {
        assertThat(judged.isWorse()).isEqualTo(judged.verdict() instanceof Verdict.Exceeded);
        return judged;
    }

    @Test
    void aLossIsWorseAndNoneIsGood() {
        assertThat(judged(70, List.of()).verdict()).isInstanceOf(Verdict.Exceeded.class);
        assertThat(judged(99, List.of()).verdict()).isInstanceOf(Verdict.Within.class);
        assertThat(judged(130, List.of()).verdict()).isInstanceOf(Verdict.Within.class);
        assertThat(judged(99, List.of()).drift()).isEmpty();
    }

    @Test
    void aReferenceThatReturnsUnchangedConfirmsIt() {
        Blocks.Judged worse = judged(70, around(101));
        assertThat(worse.verdict()).isInstanceOf(Verdict.Exceeded.class);
        assertThat(worse.drifted()).isFalse();
        assertThat(worse.drift().orElseThrow().ratio()).isBetween(1.0, 1.02);
        assertThat(judged(99, around(98)).verdict()).isInstanceOf(Verdict.Within.class);
    }

    /** The host got slower and stayed so: the subject is not to blame. */
    @Test
    void aReferenceThatReturnsSlowerIsDrift() {
        Blocks.Judged judged = judged(80, around(80));
        assertThat(judged.drifted()).isTrue();
        assertThat(judged.verdict()).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(judged.verdict().reason()).startsWith("the baseline's return is 0.800 (");
        assertThat(judged(80, around(120)).drifted()).isTrue();
    }

    /** 96 and 104: neither is drift by itself, and only one of them shows the loss. */
    @Test
    void aLossThatOnlyOneBlockShowsIsNone() {
        Blocks.Judged judged =
                agreeing(new Blocks(RATE, around(104), around(98), around(100)).judge(0.1, GatePolicy.DEFAULT, 1));
        assertThat(judged.drifted()).isFalse();
        assertThat(judged.shift().verdict(0.1)).isInstanceOf(Verdict.Exceeded.class);
        assertThat(judged.shiftFromReturn().orElseThrow().verdict(0.1)).isInstanceOf(Verdict.Within.class);
        assertThat(judged.verdict()).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(judged.verdict().reason())
                .startsWith("exceeded: 0.942 (")
                .contains("; from its return within: 0.980 (");
    }

    @Test
    void moreClaimsTakeAWiderInterval() {
        Blocks blocks = new Blocks(RATE, HUNDRED, around(98), List.of());
        assertThat(blocks.judge(0.1, GatePolicy.DEFAULT, 10).shift().high())
                .isGreaterThan(blocks.judge(0.1, GatePolicy.DEFAULT, 1).shift().high());
        assertThat(Blocks.riskAbove(GatePolicy.DEFAULT, 10)).isEqualTo(0.001);
    }
}
