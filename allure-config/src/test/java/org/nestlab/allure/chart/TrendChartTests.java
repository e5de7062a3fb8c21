package org.nestlab.allure.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Estimate;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;
import org.w3c.dom.Element;

class TrendChartTests {

    private static Picture picture(List<Experiment> experiments) {
        List<Trend> trends = Trend.of(experiments);
        assertThat(trends).hasSize(1);
        return Picture.of(TrendChart.svg(trends.get(0)));
    }

    private static Experiment said(int day, Verdict verdict, Estimate estimate) {
        return Samples.experiment(
                "run-" + day,
                Samples.day(day),
                Samples.comparison(Samples.IOPS, List.of(), Samples.LIMIT, verdict, estimate));
    }

    private static Estimate around(double ratio) {
        return new Estimate(ratio, ratio * 0.95, ratio * 1.05, 0.95, 9);
    }

    private static double x(Element line) {
        return Double.parseDouble(line.getAttribute("x1"));
    }

    @Test
    void nothingMeasuredSaysSo() {
        assertThat(Picture.of(TrendChart.svg(Gallery.empty())).texts()).contains("Nothing was measured yet.");
        assertThat(picture(List.of(Samples.experiment(
                                "a",
                                Samples.day(0),
                                Samples.comparison(
                                        Samples.IOPS, List.of(), null, new Verdict.Invalid("a cache answered"), null))))
                        .texts())
                .contains("No run came to a ratio.", "invalid");
    }

    @Test
    void oneRunIsOnePoint() {
        Picture picture = picture(Gallery.regression(1, 1, 0));

        assertThat(picture.styled("n-m-within")).hasSize(3); // the newest, the point, the legend
        assertThat(picture.texts()).contains("1 run, 25 Oct 2026", "20:00", "1 within");
    }

    @Test
    void aPointTellsRunValuesAndPairs() {
        List<Experiment> experiments = Gallery.regression(3, 3, 0);
        Trend.Point point = Trend.of(experiments).get(0).points().get(1);

        assertThat(picture(experiments).told())
                .filteredOn(it -> it.startsWith("run-2,"))
                .singleElement()
                .asString()
                .startsWith("run-2, 26 Oct 2026 20:00 UTC\nDiskOverheadTests.randomRead\nratio "
                        + point.estimate().orElseThrow() + "\nL2 guest: ")
                .contains(" IOPS, L1 hypervisor: ")
                .contains(
                        " IOPS (medians of 9 pairs)\nwithin, expected at least 0.46 (thresholds.yaml:12)\nfingerprint "
                                + Samples.MACHINE.id());
    }

    @Test
    void aPlantedRegressionIsMarkedBeforeItsRun() {
        Picture picture = picture(Gallery.regression(30, 20, 0.10));

        assertThat(picture.texts()).contains("◆ -10.8 %", "◆ -10.8 % from run-21 of 14 Nov 2026");
        assertThat(picture.description()).contains("Another level: -10.8 % from run-21 of 14 Nov 2026.");
        assertThat(picture.styled("n-step")).hasSize(1);
    }

    @Test
    void aStableHistoryIsNotMarked() {
        Picture picture = picture(Gallery.regression(30, 30, 0));

        assertThat(picture.styled("n-step")).isEmpty();
        assertThat(picture.styled("n-change")).isEmpty();
        assertThat(picture.texts()).noneMatch(it -> it.startsWith("◆"));
    }

    @Test
    void otherMachinesAreMarkedBetweenTheRuns() {
        Fingerprint newer = Samples.fingerprint("6.1.0-42-cloud-amd64", "10.0.2");
        Trend trend = Trend.of(List.of(on(Samples.MACHINE, 0), on(Samples.MACHINE, 1), on(newer, 2), on(newer, 3)))
                .get(0);
        Picture picture = Picture.of(TrendChart.svg(trend));

        String what = "27 Oct 2026: L1 kernel 6.1.0-41-cloud-amd64 → 6.1.0-42-cloud-amd64; L0 qemu 7.2.22 → 10.0.2";
        assertThat(picture.texts()).contains("L1 kernel +1");
        assertThat(picture.told()).contains("Changed " + what);
        assertThat(picture.description()).contains("Changed: " + what + ".");
        List<Double> days = picture.styled("n-axis").stream()
                .filter(it -> it.getAttribute("x1").equals(it.getAttribute("x2")))
                .map(TrendChartTests::x)
                .toList();
        assertThat(x(picture.styled("n-change").get(0))).isBetween(days.get(1) + 1, days.get(2) - 1);
    }

    private static Experiment on(Fingerprint fingerprint, int day) {
        return Samples.experiment(
                "run-" + day,
                Samples.day(day),
                Tier.KVM,
                "L2/L1",
                fingerprint,
                Samples.comparison(
                        Samples.IOPS, List.of(), Samples.LIMIT, new Verdict.Within("so it is"), around(0.5)));
    }

    @Test
    void everyVerdictIsDrawnAndCounted() {
        Picture picture = picture(Gallery.mixed().stream()
                .filter(it -> it.comparisons().get(0).metric().equals(Samples.IOPS))
                .toList());

        assertThat(picture.texts()).contains("7 within", "8 exceeded", "6 inconclusive", "1 invalid", "1 not judged");
        assertThat(picture.styled("n-m-exceeded")).hasSize(8 + 2);
        assertThat(picture.styled("n-m-invalid")).hasSize(1 + 1);
        assertThat(picture.styled("n-tolerance")).hasSize(1);
        assertThat(picture.styled("n-gap")).hasSize(1);
    }

    @Test
    void ofAThousandRunsNoFailureIsLeftOut() {
        List<Experiment> experiments = new ArrayList<>();
        Random random = new Random(6);
        for (int day = 0; day < 1000; day++) {
            boolean bad = day % 97 == 13;
            experiments.add(
                    bad
                            ? said(day, new Verdict.Exceeded("too slow"), around(0.4))
                            : said(day, new Verdict.Within("fine"), around(0.5 + 0.01 * random.nextGaussian())));
        }

        Picture picture = picture(experiments);

        assertThat(picture.styled("n-m-exceeded")).hasSize(11 + 1);
        assertThat(picture.styled("n-m-within")).hasSizeBetween(60, 80);
        assertThat(picture.styled("n-band")).hasSize(1);
        assertThat(picture.styled("n-whisker")).isEmpty();
        assertThat(picture.texts()).contains("989 within", "11 exceeded", "1000 runs, 25 Oct 2026 to 20 Jul 2029");
        assertThat(picture.svg().length()).isLessThan(120_000);
    }

    @Test
    void anIntervalWithoutEndsHasNoWhisker() {
        Picture picture = picture(List.of(
                said(0, new Verdict.Inconclusive("few"), new Estimate(0.5, 0, Double.POSITIVE_INFINITY, 0.95, 3)),
                said(1, new Verdict.Inconclusive("few"), new Estimate(0.5, Double.NaN, Double.NaN, 0.95, 3)),
                said(2, new Verdict.Inconclusive("few"), new Estimate(0.5, 1e-300, 1e300, 0.95, 3))));

        assertThat(picture.styled("n-whisker").get(0).getAttribute("d").chars().filter(c -> c == 'M'))
                .hasSize(3); // one whisker and its two ends
    }

    @Test
    void ratiosFarApartGetAnAxisOfFactors() {
        Picture picture = picture(List.of(
                said(0, new Verdict.Within("a"), around(0.5)),
                said(1, new Verdict.Within("a"), around(500)),
                said(2, new Verdict.Within("a"), around(Double.MIN_VALUE)),
                said(3, new Verdict.Within("a"), around(1e308))));

        assertThat(picture.styled("n-m-within")).hasSize(4 + 2);
    }

    @Test
    void runsOfOneDayHaveTimes() {
        List<Experiment> experiments = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            experiments.add(Samples.experiment(
                    "run-" + i,
                    Samples.START.plus(Duration.ofMinutes(75L * i)),
                    Samples.comparison(Samples.IOPS, List.of(), null, null, around(0.5))));
        }

        assertThat(picture(experiments).texts()).contains("20:00", "21:15", "22:30", "3 runs, 25 Oct 2026");
    }

    @Test
    void aHistoryThatChangesAtEachRunStaysReadable() {
        List<Experiment> experiments = new ArrayList<>();
        for (int day = 0; day < 60; day++) {
            experiments.add(on(Samples.fingerprint("6.1.0-" + day, "7.2.22"), day));
        }

        Picture picture = picture(experiments);

        assertThat(picture.styled("n-change")).hasSize(59);
        assertThat(picture.texts()).contains("▼ and 55 changes before");
        assertThat(picture.texts()).filteredOn("L1 kernel"::equals).hasSizeLessThan(8);
        assertThat(picture.height()).isLessThan(400);
    }

    @Test
    void markupInNamesIsText() {
        String evil = "</title><script>alert(1)</script>&\u0000\uFFFE";
        Experiment plain = on(new Fingerprint(Map.of(evil, evil), Map.of()), 0);
        Experiment odd = plain.design()
                .withRun(evil)
                .withTest(evil)
                .withLab(evil)
                .withSubject(evil)
                .withReference(evil)
                .withSeed(1)
                .withProfile(evil)
                .withSetup(Map.of())
                .withStrict(true)
                .ended(
                        plain.took(),
                        List.of(Samples.comparison(
                                Samples.IOPS,
                                List.of(),
                                new Threshold.AtLeast(0.45, evil, false),
                                new Verdict.Within(evil),
                                around(0.5))),
                        List.of());

        assertThat(picture(List.of(odd)).svg()).doesNotContain("<script");
    }
}
