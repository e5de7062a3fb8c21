package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.allure.chart.Trend;
import org.nestlab.allure.report.Measurements.OfRun;
import org.nestlab.allure.report.Measurements.OfTier;
import org.nestlab.experiment.Experiment;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Estimate;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Metric;

class OverheadPageTests {

    @TempDir
    Path folder;

    private final PlantedRuns planted = new PlantedRuns(12);

    @Test
    void anEmptyHistoryIsAPageThatSaysHowToFillIt() {
        assertThat(page(List.of()))
                .contains("<p class=\"headline unknown\">? Nothing was measured yet</p>")
                .contains("<h2>Nothing was measured yet</h2>")
                .contains("<code>mvn verify -pl tests-performance</code>")
                .doesNotContain("<svg");
    }

    @Test
    void aMetricThatExceededInOneTestOfARunIsNotGreenAnywhereForAnother() {
        List<Experiment> run = new ArrayList<>();
        for (double limit : new double[] {1.5, 0.3}) {
            run.add(planted.experiment(
                    1, "L2/L1", "k", planted.comparison(PlantedRuns.IOPS, 9_000, 0.4, Threshold.atLeast(limit))));
        }

        String page = page(run);

        assertThat(page).contains("<p class=\"headline failed\">✖ Worst: fio-randread-4k.iops L2/L1 0.");
        // the corner of the trend, and its description
        assertThat(page).containsPattern("class=\"n-bold n-end n-t-exceeded\"[^>]*>0\\.\\d+ exceeded<");
        assertThat(page).doesNotContain("n-bold n-end n-t-within");
        assertThat(page).containsPattern("n-limit-text[^>]*>1\\.5<");
        assertThat(page).containsPattern("The newest: [^.]*[^<]*; exceeded, expected at least 1\\.5");
    }

    @Test
    void oneRunIsATableAndTrendsOfOnePoint() {
        String page = page(planted.regression(1, 9));

        assertThat(page)
                .contains("The newest that was kept, of 2 Oct 2026. (?): too few pairs for an interval.")
                .contains("; the first run</p>")
                .contains("<figure class=\"trend\" data-metric=\"exit-touch.latency\" data-levels=\"L1/L0\"><svg ");
        // the first picture, one of each workload, and six trends
        assertThat(count(page, "<svg ")).isEqualTo(1 + 3 + 6);
        assertThat(count(page, "<th scope=\"row\" title=")).isEqualTo(6);
    }

    @Test
    void ofAThousandRunsTheNewestFiftyAreInNumbersAndAllInThePicture() {
        List<Experiment> runs = new ArrayList<>();
        PlantedRuns few = new PlantedRuns(6);
        for (int run = 1; run <= 1_000; run++) {
            runs.add(few.experiment(
                    run, "L2/L1", "k", few.comparison(PlantedRuns.IOPS, 9_000, 0.8, Threshold.atLeast(0.5))));
        }
        String page = OverheadPage.of(new Measurements(
                List.of(new OfTier(
                        Tier.EMULATED,
                        true,
                        runs.subList(999, 1_000),
                        Trend.of(runs),
                        Set.of(runs.get(999).design().id()))),
                new OfRun(true, 1, 0),
                List.of(),
                List.of()));

        assertThat(page).contains("In numbers: the newest 50 of 1000").contains("1000 runs");
        assertThat(count(page, "<tr class=\"within\">")).isEqualTo(50);
        assertThat(page.length()).isLessThan(1_000_000);
    }

    @Test
    void eachTierHasAPartOfItsOwn() {
        Experiment kvm = planted.experiment(
                Tier.KVM, 1, "L2/L1", "k", planted.comparison(PlantedRuns.IOPS, 90_000, 0.8, Threshold.atLeast(0.5)));
        List<Experiment> both = new ArrayList<>(planted.regression(1, 9));
        both.add(kvm);

        String page = page(both);
        assertThat(page).containsSubsequence("first-kvm", "first-emulated", "id=\"tier-kvm\"", "id=\"tier-emulated\"");
        String first = page.substring(page.indexOf("first-kvm"), page.indexOf("first-emulated"));
        String details = page.substring(page.indexOf("id=\"tier-kvm\""), page.indexOf("id=\"tier-emulated\""));

        assertThat(count(details, "<figure class=\"trend\"")).isEqualTo(1);
        assertThat(first + details).doesNotContain("sysbench");
    }

    @Test
    void theFirstTableAndItsPictureStandBeforeEverythingElse() {
        String page = page(planted.regression(1, 9));

        assertThat(page)
                .containsSubsequence(
                        "<table class=\"losses\">",
                        "<figure class=\"first\"><svg ",
                        "<h2>By workload, tier emulated</h2>");
    }

    @Test
    void whatCannotBeComparedIsLeftOutWithItsReasonAndSoAreItsRatios() {
        Metric cpuid = Metric.lowerIsBetter("exit-cpuid.cycles", "cycles/exit");
        List<Experiment> run = List.of(
                planted.experiment(1, "L1/L0", "k", planted.comparison(cpuid, 9_000, 390, null)),
                planted.experiment(1, "L2/L1", "k", planted.comparison(cpuid, 23, 0.0002, null)));

        assertThat(page(run))
                .contains(
                        "exit-cpuid.cycles of L1 cannot be compared, as an emulated CPU executes cpuid without an exit.")
                .contains("The ratio L1/L0 of exit-cpuid.cycles is left out, as an emulated CPU")
                .contains("The ratio L2/L1 of exit-cpuid.cycles is left out, as an emulated CPU")
                .doesNotContain("<figure class=\"trend\"");
    }

    @Test
    void namesWithMarkupInThemStayNames() {
        Metric metric = Metric.higherIsBetter("reads", "<img src=x>");
        Experiment it =
                planted.experiment(1, "L2/L1", "<script>kernel</script>", planted.comparison(metric, 10, 0.5, null));
        Experiment odd = with(it, "lab</style><script>alert(1)</script>", "\"><b>guest");

        assertThat(page(List.of(odd)))
                .contains("lab&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("&quot;&gt;&lt;b&gt;guest")
                .contains("&lt;img src=x&gt;")
                .doesNotContain("<script")
                .doesNotContain("<img")
                .doesNotContain("<b>guest");
    }

    @Test
    void whatIsNoNumberIsLeftOutAndSaysSo() {
        Estimate nan = new Estimate(Double.NaN, Double.NaN, Double.NaN, 0.95, 0);
        Comparison invalid = Comparison.of(PlantedRuns.IOPS, "fio")
                .withRejected(List.of("the host was busy"))
                .withVerdict(Threshold.atLeast(0.5), new Verdict.Invalid("the host was busy"))
                .withEstimate(nan);
        List<Experiment> runs = new ArrayList<>(planted.regression(2, 9));
        runs.add(planted.experiment(3, "L2/L1", "6.1.0-40", invalid));

        assertThat(page(runs))
                .contains("<td>–</td><td>invalid</td><td>0.500</td><td>0</td>")
                .doesNotContain("NaN");
    }

    @Test
    void whatCouldNotBeReadIsNamed() {
        assertThat(OverheadPage.of(
                        new Measurements(List.of(), OfRun.NONE, List.of(), List.of("the history <x> is gone"))))
                .contains("<h2>What could not be read</h2><ul><li>the history &lt;x&gt; is gone</li></ul>");
    }

    @Test
    void thePageNeedsNothingButItself() {
        assertThat(page(planted.regression(3, 9)))
                .contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"")
                .doesNotContain("<script")
                .doesNotContainPattern("(?:src|href|url)\\s*[=(]\\s*[\"']?(?!data:)\\w");
    }

    @Test
    void theRunWhereTheRatioOrTheMachinesChangedSaysSo() {
        String page = page(planted.regression(30, 21));

        assertThat(page)
                .containsPattern("2026-10-22T06:02:00Z</th><td>0\\.\\d+"
                        + " <small>[^<]*</small></td><td>exceeded</td><td>0\\.550</td><td>12</td><td>[\\d,]+</td><td>[\\d,]+</td><td>the"
                        + " ratio: -\\d+\\.\\d %</td>");
        assertThat(page).contains("<td>L1.kernel: 6.1.0-40 → 6.1.0-41</td>");
    }

    @Test
    void whatFailsStandsFirstAndTheRestByName() {
        assertThat(metrics(page(planted.regression(3, 2))))
                .containsExactly("fio-randread-4k.iops", "exit-touch.latency", "sysbench-cpu-single.events");
    }

    @Test
    void whereNothingFailsAllStandByName() {
        assertThat(metrics(page(planted.regression(3, 9))))
                .containsExactly("exit-touch.latency", "fio-randread-4k.iops", "sysbench-cpu-single.events");
    }

    /** In the order of their trends, each once. */
    private static List<String> metrics(String page) {
        return Pattern.compile("<figure class=\"trend\" data-metric=\"([^\"]+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private String page(List<Experiment> kept) {
        var history = PlantedRuns.keep(folder.resolve("history.db"), kept);
        return OverheadPage.of(MeasurementsReader.ofHistory(() -> history));
    }

    private static int count(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }

    private static Experiment with(Experiment it, String lab, String subject) {
        return it.design().withLab(lab).withSubject(subject).ended(Duration.ofSeconds(1), it.comparisons(), it.notes());
    }
}
