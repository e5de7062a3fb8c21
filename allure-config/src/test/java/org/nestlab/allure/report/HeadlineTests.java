package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.experiment.Experiment;
import org.nestlab.report.ExperimentFile;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Threshold;
import org.nestlab.workload.Metric;

class HeadlineTests {

    @TempDir
    Path folder;

    private final PlantedRuns planted = new PlantedRuns(12);

    @Test
    void theOneThatExceededIsTheWorstHoweverHighItsRatio() {
        Headline headline = of(run(
                1,
                planted.comparison(PlantedRuns.IOPS, 9_000, 0.1, Threshold.atLeast(0.05)),
                planted.comparison(PlantedRuns.EVENTS, 9_000, 0.7, Threshold.noWorse(0.1)),
                planted.comparison(PlantedRuns.EXIT, 9_000, 0.01, null)));

        assertThat(headline.text())
                .matches("Worst: sysbench-cpu-single\\.events L2/L1 0\\.(69|70)\\d, exceeded \\(limit 0\\.900\\); the"
                        + " first run");
        assertThat(headline.verdict()).isEqualTo(TestStatus.FAILED);
        assertThat(headline.counts())
                .containsExactlyInAnyOrderEntriesOf(Map.of(TestStatus.FAILED, 1, TestStatus.PASSED, 1));
        assertThat(headline.withoutLimit()).isEqualTo(1);
        assertThat(headline.tally()).isEqualTo("2 of 3 measured ratios have a limit.");
    }

    @Test
    void whereAllIsWellTheOneNearestToItsLimitIsTheWorst() {
        Headline headline = of(run(
                1,
                planted.comparison(PlantedRuns.IOPS, 9_000, 0.2, Threshold.atLeast(0.05)),
                planted.comparison(PlantedRuns.EVENTS, 9_000, 0.7, Threshold.atLeast(0.6))));

        assertThat(headline.text()).contains("sysbench-cpu-single.events").contains(", within (limit 0.600)");
        assertThat(headline.verdict()).isEqualTo(TestStatus.PASSED);
    }

    @Test
    void whereNothingIsJudgedTheSlowestIsTheWorst() {
        Headline headline = of(run(
                1,
                planted.comparison(PlantedRuns.IOPS, 9_000, 0.2, null),
                planted.comparison(PlantedRuns.EXIT, 9_000, 0.1, null)));

        assertThat(headline.text())
                .matches(
                        "No metric has a limit; the lowest ratio: exit-touch\\.latency L2/L1 0\\.(09|10)\\d+, no limit; the first run");
        assertThat(headline.verdict()).isEqualTo(TestStatus.UNKNOWN);
        assertThat(headline.counts()).isEmpty();
        assertThat(headline.tally()).isEqualTo("0 of 2 measured ratios have a limit.");
    }

    @Test
    void aRatioThatSaysNothingIsNoHeadlineUnlessItHasALimit() {
        Metric cpuid = Metric.lowerIsBetter("exit-cpuid.cycles", "cycles/exit");

        Headline without = of(run(
                1,
                planted.comparison(PlantedRuns.IOPS, 9_000, 0.2, null),
                planted.comparison(cpuid, 23, 0.0002, null)));
        assertThat(without.text()).startsWith("No metric has a limit; the lowest ratio: fio-randread-4k.iops ");
        assertThat(without.withoutLimit()).isEqualTo(1);

        Headline with = ofRun(run(2, planted.comparison(cpuid, 23, 0.0002, Threshold.atLeast(0.5))), List.of());
        assertThat(with.text()).startsWith("Worst: exit-cpuid.cycles L2/L1 ");
        assertThat(with.verdict()).isEqualTo(TestStatus.FAILED);
    }

    @Test
    void aTrendWithoutAStepSaysInHowManyRunsNoneWasFound() {
        assertThat(of(planted.regression(9, 99)).text()).endsWith("; no change found in 9 runs");
    }

    @Test
    void theLastStepIsToldWithItsDay() {
        assertThat(of(planted.regression(30, 21)).text())
                .matches("Worst: fio-randread-4k\\.iops L2/L1 0\\.\\d+, exceeded \\(limit 0\\.550\\); -(19|20)\\.\\d %"
                        + " since 22 Oct 2026, run 21 of 30");
    }

    @Test
    void nothingIsNoBadNews() {
        assertThat(of(List.of())).isEqualTo(new Headline("Nothing was measured yet", TestStatus.UNKNOWN));
    }

    @Test
    void aLaterTestDoesNotHideThatAnEarlierOneOfItsRunExceeded() {
        Experiment strict = planted.experiment(7, "L2/L1", "k", reads(0.4, 1.5));
        Experiment loose = planted.experiment(7, "L2/L1", "k", reads(0.4, 0.3));

        for (List<Experiment> order : List.of(List.of(strict, loose), List.of(loose, strict))) {
            Headline headline = ofRun(order, List.of());

            assertThat(headline.text())
                    .matches("Worst: fio-randread-4k\\.iops L2/L1 0\\.\\d+, exceeded \\(limit 1\\.50\\d*\\); the first"
                            + " run");
            assertThat(headline.verdict()).isEqualTo(TestStatus.FAILED);
            assertThat(headline.counts()).isEqualTo(Map.of(TestStatus.FAILED, 1, TestStatus.PASSED, 1));
        }
    }

    @Test
    void ofSeveralModulesAndLevelsAndTiersTheWorstIsTold() {
        Experiment hardware = planted.experiment(Tier.KVM, 3, "L2/L1", "k", reads(0.4, 0.3));
        Experiment otherModule = planted.experiment(4, "L2/L1", "k", reads(0.4, 0.3));
        Experiment candidate = planted.experiment(5, "L2/L2", "k", reads(0.4, 0.9));

        Headline headline = ofRun(List.of(candidate, hardware, otherModule), List.of());

        assertThat(headline.text()).contains("L2/L2").contains("exceeded");
        assertThat(headline.verdict()).isEqualTo(TestStatus.FAILED);
        assertThat(headline.counts()).isEqualTo(Map.of(TestStatus.FAILED, 1, TestStatus.PASSED, 2));
    }

    @Test
    void exceededIsWorseThanInvalidThanInconclusiveThanWithin() {
        List<Comparison> fromBest = List.of(
                planted.comparison(PlantedRuns.EXIT, 9_000, 0.01, null),
                reads(0.4, 0.3),
                with(new org.nestlab.verdict.Verdict.Inconclusive("too few pairs")),
                with(new org.nestlab.verdict.Verdict.Invalid("the host was busy")),
                reads(0.4, 1.5));
        List<TestStatus> wanted = List.of(
                TestStatus.UNKNOWN, TestStatus.PASSED, TestStatus.SKIPPED, TestStatus.BROKEN, TestStatus.FAILED);

        List<Experiment> run = new ArrayList<>();
        for (int i = 0; i < fromBest.size(); i++) {
            run.add(0, planted.experiment(1, "L2/L1", "k", fromBest.get(i)));
            assertThat(ofRun(run, List.of()).verdict()).isEqualTo(wanted.get(i));
        }
    }

    @Test
    void aRunThatMeasuredNothingSaysSoWhateverWasKept() {
        List<Experiment> kept = planted.regression(4, 9);

        Headline headline = ofRun(List.of(), kept);

        assertThat(headline.text())
                .matches("Nothing was measured in this run\\. The newest that was kept is of 5 Oct 2026; its worst: "
                        + "sysbench-cpu-single\\.events L2/L1 .*");
        assertThat(headline.verdict()).isEqualTo(TestStatus.UNKNOWN);
        assertThat(headline.counts()).isEmpty();
        assertThat(ofRun(List.of(), List.of()))
                .isEqualTo(new Headline("Nothing was measured in this run", TestStatus.UNKNOWN));
    }

    @Test
    void whatCouldNotBeReadMayBeWorseThanWhatCould() throws IOException {
        Path results = Files.createDirectories(folder.resolve("results"));
        Files.writeString(results.resolve("cut-nestlab-experiment.json"), "{\"id\":");

        assertThat(ofRun(List.of(), planted.regression(4, 9)))
                .isEqualTo(new Headline(
                        "What this run measured is not known; 1 experiment could not be read", TestStatus.UNKNOWN));

        Headline headline = ofRun(run(1, reads(0.4, 0.3)), List.of());
        assertThat(headline.text()).startsWith("Worst: ").endsWith("; 1 experiment could not be read");
        assertThat(headline.verdict()).isEqualTo(TestStatus.UNKNOWN);

        assertThat(ofRun(run(2, reads(0.4, 1.5)), List.of()).verdict()).isEqualTo(TestStatus.FAILED);
    }

    /** Judged by a limit, as one test sets it, and another another. */
    private Comparison reads(double ratio, double limit) {
        return planted.comparison(PlantedRuns.IOPS, 9_000, ratio, Threshold.atLeast(limit));
    }

    private static Comparison with(org.nestlab.verdict.Verdict verdict) {
        return Comparison.of(PlantedRuns.IOPS, "fio").withVerdict(Threshold.atLeast(0.5), verdict);
    }

    /** What a run says whose experiments are in its results, beside what was kept before. */
    private Headline ofRun(List<Experiment> run, List<Experiment> kept) {
        try {
            Path results = Files.createDirectories(folder.resolve("results"));
            for (Experiment it : run) {
                Files.writeString(
                        results.resolve(it.design().id() + "-nestlab-experiment.json"), ExperimentFile.write(it));
            }
            Files.deleteIfExists(folder.resolve("history.db"));
            var history = PlantedRuns.keep(folder.resolve("history.db"), kept);
            return Headline.of(MeasurementsReader.ofRun(List.of(results), List.of(), () -> history));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Experiment> run(int run, Comparison... comparisons) {
        return List.of(planted.experiment(run, "L2/L1", "k", comparisons));
    }

    private Headline of(List<Experiment> kept) {
        var history = PlantedRuns.keep(folder.resolve("history.db"), kept);
        return Headline.of(MeasurementsReader.ofHistory(() -> history));
    }
}
