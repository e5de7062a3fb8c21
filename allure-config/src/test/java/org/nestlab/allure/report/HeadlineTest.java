package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.experiment.Experiment;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Threshold;

class HeadlineTest {

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
                .matches(
                        "Worst: sysbench-cpu-single\\.events L2/L1 0\\.(69|70)\\d, exceeded \\(limit 0\\.900\\); the first run");
        assertThat(headline.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(headline.counts())
                .containsExactlyInAnyOrderEntriesOf(Map.of(Verdict.FAILED, 1, Verdict.PASSED, 1, Verdict.UNKNOWN, 1));
    }

    @Test
    void whereAllIsWellTheOneNearestToItsLimitIsTheWorst() {
        Headline headline = of(run(
                1,
                planted.comparison(PlantedRuns.IOPS, 9_000, 0.2, Threshold.atLeast(0.05)),
                planted.comparison(PlantedRuns.EVENTS, 9_000, 0.7, Threshold.atLeast(0.6))));

        assertThat(headline.text()).contains("sysbench-cpu-single.events").contains(", within (limit 0.600)");
        assertThat(headline.verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void whereNothingIsJudgedTheSlowestIsTheWorst() {
        Headline headline = of(run(
                1,
                planted.comparison(PlantedRuns.IOPS, 9_000, 0.2, null),
                planted.comparison(PlantedRuns.EXIT, 9_000, 0.1, null)));

        assertThat(headline.text())
                .matches("Worst: exit-cpuid\\.latency L2/L1 0\\.(09|10)\\d+, not judged; the first run");
        assertThat(headline.verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aTrendWithoutAStepSaysInHowManyRunsNoneWasFound() {
        assertThat(of(planted.regression(9, 99)).text()).endsWith("; no change found in 9 runs");
    }

    @Test
    void theLastStepIsToldWithItsDay() {
        assertThat(of(planted.regression(30, 21)).text())
                .matches(
                        "Worst: fio-randread-4k\\.iops L2/L1 0\\.\\d+, exceeded \\(limit 0\\.550\\); -(19|20)\\.\\d % since 22 Oct 2026, run 21 of 30");
    }

    @Test
    void nothingIsNoBadNews() {
        assertThat(of(List.of())).isEqualTo(new Headline("Nothing was measured yet", Verdict.UNKNOWN, Map.of()));
    }

    private List<Experiment> run(int run, Comparison... comparisons) {
        return List.of(planted.experiment(run, "L2/L1", "k", comparisons));
    }

    private Headline of(List<Experiment> kept) {
        var history = PlantedRuns.keep(folder.resolve("history.db"), kept);
        return Headline.of(MeasurementsReader.ofHistory(() -> history));
    }
}
