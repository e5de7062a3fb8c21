package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.allure.chart.Trend;
import org.nestlab.allure.report.Measurements.OfTier;
import org.nestlab.experiment.Experiment;
import org.nestlab.report.ExperimentFile;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Threshold;

class MeasurementsReaderTests {

    @TempDir
    Path folder;

    private final PlantedRuns planted = new PlantedRuns(6);

    @Test
    void nothingMeasuredAndNothingKeptIsNoTrouble() {
        Measurements measured = ofRun();

        assertThat(measured.tiers()).isEmpty();
        assertThat(measured.problems()).isEmpty();
        assertThat(history()).doesNotExist();
    }

    @Test
    void thisRunIsTheEndOfEveryTrendWhetherItWasKeptOrNot() throws IOException {
        List<Experiment> runs = planted.regression(5, 9);
        keep(runs.subList(0, 9));
        record(runs.subList(8, 10));

        Measurements measured = ofRun();

        OfTier tier = measured.tiers().get(0);
        assertThat(measured.problems()).isEmpty();
        assertThat(tier.ofThisRun()).isTrue();
        assertThat(tier.shown()).isEqualTo(runs.subList(8, 10));
        assertThat(tier.trends())
                .hasSize(6)
                .allSatisfy(trend ->
                        assertThat(trend.points()).extracting(Trend.Point::run).containsExactly(0, 1, 2, 3, 4));
    }

    @Test
    void ofATierThatWasNotMeasuredTheNewestRunIsShown() throws IOException {
        Experiment emulated = planted.regression(1, 9).get(1);
        List<Experiment> kvm = new ArrayList<>();
        for (int run = 1; run <= 3; run++) {
            kvm.add(planted.experiment(
                    Tier.KVM,
                    run,
                    "L2/L1",
                    "6.1.0-40",
                    planted.comparison(PlantedRuns.IOPS, 90_000, 0.8, Threshold.atLeast(0.5))));
        }
        keep(kvm);
        record(List.of(emulated));

        List<OfTier> tiers = ofRun().tiers();

        assertThat(tiers).extracting(OfTier::tier).containsExactly(Tier.KVM, Tier.EMULATED);
        assertThat(tiers).extracting(OfTier::ofThisRun).containsExactly(false, true);
        assertThat(tiers.get(0).shown())
                .extracting(it -> it.design().id())
                .containsExactly(kvm.get(2).design().id());
        assertThat(tiers.get(0).trends())
                .singleElement()
                .satisfies(trend -> assertThat(trend.points()).hasSize(3));
        assertThat(tiers.get(1).trends())
                .allSatisfy(trend -> assertThat(trend.tier()).isEqualTo(Tier.EMULATED));
    }

    @Test
    void theNewestKeptRunThatMeasuredAnythingIsShownOfAHistoryAlone() {
        List<Experiment> runs = planted.regression(2, 9);
        Experiment empty = planted.experiment(3, "L2/L1", "6.1.0-40");
        keep(runs);
        keep(List.of(empty));

        OfTier tier = MeasurementsReader.ofHistory(() -> PlantedRuns.open(history()))
                .tiers()
                .get(0);

        assertThat(tier.shown())
                .extracting(it -> it.design().id())
                .containsExactly(runs.get(2).design().id(), runs.get(3).design().id());
    }

    @Test
    void machinesOfOneLevelHaveATrendAndNoPlaceInTheTable() throws IOException {
        Experiment step = planted.regression(1, 9).get(1);
        Experiment beside = planted.experiment(
                2, "L1/L1", "k", planted.comparison(PlantedRuns.IOPS, 9_000, 0.5, Threshold.noWorse(0.1)));
        keep(List.of(step));
        record(List.of(beside));

        OfTier tier = ofRun().tiers().get(0);

        assertThat(tier.ofThisRun()).isFalse();
        assertThat(tier.shown())
                .extracting(it -> it.design().id())
                .containsExactly(step.design().id());
        assertThat(tier.trends()).extracting(t -> t.levels().toString()).contains("L1/L1");
    }

    @Test
    void aFileThatIsCutShortKeepsTheOthersIn() throws IOException {
        List<Experiment> runs = planted.regression(1, 9);
        record(runs);
        Path cut = results().resolve("x" + "-nestlab-experiment.json");
        Files.writeString(cut, ExperimentFile.write(runs.get(0)).substring(0, 300));
        Files.writeString(results().resolve("y-nestlab-experiment.json"), "");

        Measurements measured = ofRun();

        assertThat(measured.tiers().get(0).shown()).isEqualTo(runs);
        assertThat(measured.problems()).hasSize(2);
        assertThat(measured.problems().get(0)).startsWith(cut + ": holds no whole experiment: ");
    }

    @Test
    void aHistoryThatIsBrokenKeepsThisRunIn() throws IOException {
        List<Experiment> runs = planted.regression(1, 9);
        record(runs);
        Files.writeString(
                history(), "this is not a database, and has never been one; it is only a text that is long enough");

        Measurements measured = ofRun();

        assertThat(measured.tiers().get(0).shown()).isEqualTo(runs);
        assertThat(measured.problems())
                .singleElement()
                .asString()
                .startsWith("the history %s cannot be read: ".formatted(history()));
    }

    @Test
    void aDriverThatDoesNotLoadKeepsThisRunIn() throws IOException {
        record(planted.regression(1, 9));

        Measurements measured = MeasurementsReader.ofRun(List.of(results()), List.of(), () -> {
            throw new UnsatisfiedLinkError("no native library for this CPU");
        });

        assertThat(measured.tiers()).hasSize(1);
        assertThat(measured.problems())
                .containsExactly(
                        "the history cannot be read: java.lang.UnsatisfiedLinkError: no native library for this CPU");
    }

    @Test
    void aSettingThatIsWrongKeepsThisRunIn() throws IOException {
        record(planted.regression(1, 9));

        Measurements measured = MeasurementsReader.ofRun(
                List.of(results()), List.of(), () -> PlantedRuns.openAddress("ftp://host/file", folder));

        assertThat(measured.tiers()).hasSize(1);
        assertThat(measured.problems()).singleElement().asString().startsWith("nestlab.history is 'ftp://host/file'");
    }

    @Test
    void aMetricMayAppearAndVanishAndARunBeLeftOut() {
        Threshold limit = Threshold.atLeast(0.5);
        keep(List.of(
                planted.experiment(1, "L2/L1", "k", planted.comparison(PlantedRuns.IOPS, 9_000, 0.8, limit)),
                planted.experiment(2, "L2/L1", "k", planted.comparison(PlantedRuns.EVENTS, 9_000, 0.9, limit)),
                planted.experiment(
                        9,
                        "L2/L1",
                        "k",
                        planted.comparison(PlantedRuns.EVENTS, 9_000, 0.9, limit),
                        planted.comparison(PlantedRuns.EXIT, 9_000, 0.1, null))));

        List<Trend> trends = MeasurementsReader.ofHistory(() -> PlantedRuns.open(history()))
                .tiers()
                .get(0)
                .trends();

        assertThat(trends)
                .extracting(t -> t.metric().name())
                .containsExactly("exit-touch.latency", "fio-randread-4k.iops", "sysbench-cpu-single.events");
        assertThat(trends)
                .extracting(t -> t.points().stream().map(Trend.Point::run).toList())
                .containsExactly(List.of(2), List.of(0), List.of(1, 2));
    }

    private Measurements ofRun() {
        return MeasurementsReader.ofRun(List.of(results()), List.of(), () -> PlantedRuns.open(history()));
    }

    private void keep(List<Experiment> experiments) {
        PlantedRuns.keep(history(), experiments).close();
    }

    private void record(List<Experiment> experiments) throws IOException {
        Files.createDirectories(results());
        for (Experiment experiment : experiments) {
            Files.writeString(
                    results().resolve(experiment.design().id() + "-nestlab-experiment.json"),
                    ExperimentFile.write(experiment));
        }
    }

    private Path results() {
        return folder.resolve("allure-results");
    }

    private Path history() {
        return folder.resolve("history.db");
    }
}
