package org.nestlab.allure.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nestlab.experiment.Experiment;
import org.nestlab.verdict.Claim;
import org.nestlab.verdict.ClaimState;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Evidence;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Sample;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;

class PairsChartTests {

    private static Comparison of(int pairs, double ratio, @Nullable Threshold threshold) {
        return Samples.judged(
                Samples.IOPS, Samples.pairs(Samples.IOPS, 38_000, ratio, 0.03, pairs, new Random(pairs)), threshold);
    }

    private static Picture picture(Comparison comparison) {
        return Picture.of(PairsChart.svg(comparison));
    }

    @Test
    void eachPairHasBothValuesItsRatioAndTheEvidenceSoFar() {
        Comparison comparison = of(9, 0.5, Samples.LIMIT);
        Picture picture = picture(comparison);

        assertThat(picture.styled("n-subject")).hasSize(9 + 1);
        assertThat(picture.styled("n-reference")).hasSize(9 + 1);
        assertThat(picture.styled("n-ratio")).hasSize(9);
        assertThat(picture.told()).filteredOn(it -> it.startsWith("pair ")).hasSize(9);
        assertThat(picture.told())
                .filteredOn(it -> it.startsWith("pair 3, 25 Oct 2026 20:02 UTC, "))
                .singleElement()
                .asString()
                .containsPattern(" first\nsubject [0-9,]+ IOPS, reference [0-9,]+ IOPS\nratio 0\\.[0-9]{3}\n")
                .endsWith("evidence for %s, against %s"
                        .formatted(
                                Figures.evidence(after(comparison, 3).lnFor()),
                                Figures.evidence(after(comparison, 3).lnAgainst())));
    }

    private static ClaimState after(Comparison comparison, int pairs) {
        double[] d = comparison.pairs().stream()
                .limit(pairs)
                .mapToDouble(pair -> pair.lnRatio(comparison.metric()))
                .toArray();
        return ClaimState.of(
                new Claim("x", Evidence.of(d), comparison.threshold().orElseThrow()));
    }

    @Test
    void theEvidenceStandsBesideItsTwoLimits() {
        Comparison comparison = of(9, 0.5, Samples.LIMIT);
        ClaimState last = after(comparison, 9);

        assertThat(picture(comparison).texts())
                .contains("within from 20", "exceeded from 100", "within", "0.45")
                .contains("for %s of 20".formatted(Figures.evidence(last.lnFor())))
                .contains("against %s of 100".formatted(Figures.evidence(last.lnAgainst())));
    }

    @Test
    void metricsThatAreJudgedTogetherNeedMore() {
        Comparison good = of(9, 0.5, Samples.LIMIT);
        Comparison bad = of(20, 0.3, Samples.LIMIT);
        Experiment experiment =
                Samples.experiment("a", Samples.START, good, bad, of(9, 0.51, Samples.LIMIT), of(3, 1, null));

        assertThat(bad.verdict()).containsInstanceOf(Verdict.Exceeded.class);
        // three are judged: the one that exceeds needed 3/(1·0.01), one more would need 3/(2·0.01)
        assertThat(Picture.of(PairsChart.svg(experiment, bad)).texts()).contains("exceeded from 300", "L2 guest");
        assertThat(Picture.of(PairsChart.svg(experiment, good)).texts()).contains("exceeded from 150", "L1 hypervisor");
    }

    @Test
    void withoutAThresholdThereIsNoEvidence() {
        Picture picture = picture(of(5, 0.5, null));

        assertThat(picture.texts())
                .contains("not judged", "no threshold, so nothing is judged")
                .doesNotContain("evidence");
        assertThat(picture.styled("n-limit")).isEmpty();
    }

    @Test
    void aToleranceIsABand() {
        assertThat(picture(of(9, 0.97, Threshold.noWorse(0.1))).styled("n-tolerance"))
                .hasSize(1);
    }

    @Test
    void pairsOfEarlierRunsComeFirstOnAGroundOfTheirOwn() {
        Comparison all = of(12, 0.5, Samples.LIMIT);
        Picture picture = picture(with(all.pairs().subList(0, 4), all.pairs().subList(4, 12), List.of(), all));

        assertThat(picture.styled("n-carried")).hasSize(3);
        assertThat(picture.texts()).contains("pair, the first 4 of earlier runs");
        assertThat(picture.told())
                .filteredOn(it -> it.contains(" of an earlier run, "))
                .hasSize(4);
        assertThat(picture.styled("n-ratio")).hasSize(12);
    }

    private static Comparison with(List<Pair> carried, List<Pair> pairs, List<String> rejected, Comparison like) {
        return like.withSettings(Map.of())
                .withFacts(Map.of())
                .withCarried(carried)
                .withPairs(pairs)
                .withRejected(rejected)
                .withUnproven(List.of());
    }

    @Test
    void withoutPairsItSaysWhy() {
        Comparison nothing = Comparison.of(Samples.IOPS, "fio")
                .withRejected(List.of("pair 1: a cache answered", "pair 2: a cache answered"))
                .withVerdict(Samples.LIMIT, new Verdict.Invalid("not one of 2 pairs counts"));

        assertThat(picture(nothing).texts())
                .contains("invalid", "not one of 2 pairs counts", "Not one pair was measured that counts.")
                .anyMatch(it -> it.startsWith("2 pairs thrown away: pair 1: a cache answered"));
    }

    @Test
    void whatIsNotProvenIsToldBesideWhatWasThrownAway() {
        Comparison all = of(12, 0.5, Samples.LIMIT);
        Comparison doubtful = all.withRejected(List.of("pair 3: a cache answered"))
                .withUnproven(List.of("L2 guest: bytes read: not provable: run as root (12 of 12 pairs)"));

        assertThat(picture(doubtful).texts())
                .contains("1 pair thrown away: pair 3: a cache answered")
                .anyMatch(it -> it.startsWith("not proven: L2 guest: bytes read: not provable: run as root"));
        assertThat(picture(doubtful).height()).isEqualTo(picture(all).height() + 36);
    }

    @Test
    void oneEightyAndAThousandPairsAreDrawn() {
        for (int pairs : new int[] {1, 80, 1000}) {
            Picture picture = picture(of(pairs, 0.5, Samples.LIMIT));

            assertThat(picture.styled("n-ratio")).hasSize(pairs);
            assertThat(picture.height()).isLessThan(500);
        }
    }

    @Test
    void valuesAtTheEndsOfTheWorldAreDrawn() {
        Pair pair = new Pair(
                7,
                Sample.of(Double.MIN_VALUE),
                Sample.of(Double.MAX_VALUE),
                true,
                Instant.parse("1969-12-31T23:59:59Z"));
        Comparison odd = Samples.comparison(
                Samples.IOPS, List.of(pair, pair), Samples.LIMIT, new Verdict.Invalid("half: \ud800</text>"), null);

        assertThat(picture(odd).texts()).contains("half: \uFFFD</text>");
    }
}
