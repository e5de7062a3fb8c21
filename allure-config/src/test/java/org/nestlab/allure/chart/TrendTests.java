package org.nestlab.allure.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nestlab.experiment.Difference;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Estimate;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Metric;

class TrendTests {

    private static Comparison iops(double ratio) {
        return Samples.judged(
                Samples.IOPS, Samples.pairs(Samples.IOPS, 38_000, ratio, 0.03, 9, new Random(1)), Samples.LIMIT);
    }

    private static Experiment on(Fingerprint fingerprint, int day) {
        return Samples.experiment("run-" + day, Samples.day(day), Tier.KVM, "L2/L1", fingerprint, iops(0.5));
    }

    @Test
    void noExperimentsMakeNoTrend() {
        assertThat(Trend.of(List.of())).isEmpty();
    }

    @Test
    void anEmulatedLabIsNeverInOneLineWithHardware() {
        List<Trend> trends = Trend.of(List.of(
                Samples.experiment("a", Samples.day(0), Tier.KVM, "L2/L1", Samples.MACHINE, iops(0.5)),
                Samples.experiment("b", Samples.day(1), Tier.EMULATED, "L2/L1", Samples.MACHINE, iops(0.1)),
                Samples.experiment("c", Samples.day(2), Tier.KVM, "L1/L0", Samples.MACHINE, iops(0.7)),
                Samples.experiment("d", Samples.day(3), Tier.KVM, "L2/L1", Samples.MACHINE, iops(0.5))));

        assertThat(trends).extracting(Trend::tier).containsExactly(Tier.KVM, Tier.KVM, Tier.EMULATED);
        assertThat(trends).extracting(it -> it.levels().toString()).containsExactly("L1/L0", "L2/L1", "L2/L1");
        assertThat(trends.get(1).points()).hasSize(2);
    }

    @Test
    void pointsAreInTheOrderOfTheirTimes() {
        List<Experiment> experiments = new ArrayList<>();
        for (int day = 0; day < 10; day++) {
            experiments.add(on(Samples.MACHINE, day));
        }
        Collections.shuffle(experiments, new Random(2));

        Trend trend = Trend.of(experiments).get(0);

        assertThat(trend.runs()).extracting(Trend.Run::at).isSorted();
        assertThat(trend.points()).extracting(Trend.Point::run).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(trend.newest(Set.of()).orElseThrow().at()).isEqualTo(Samples.day(9));
    }

    @Test
    void aPointSaysWhatTheExperimentSaid() {
        Comparison comparison = iops(0.4);
        Trend.Point point = Trend.of(List.of(Samples.experiment("run-7", Samples.day(3), comparison)))
                .get(0)
                .points()
                .get(0);

        List<Double> ours = comparison.pairs().stream()
                .map(pair -> pair.subject().value())
                .sorted()
                .toList();
        assertThat(point.subject()).isEqualTo(ours.get(4));
        assertThat(point.pairs()).isEqualTo(9);
        assertThat(point.estimate()).isEqualTo(comparison.estimate());
        assertThat(point.threshold()).contains(Samples.LIMIT);
        assertThat(point.word()).isEqualTo(comparison.verdict().orElseThrow().word());
        assertThat(point.fingerprint()).isEqualTo(Samples.MACHINE);
        assertThat(point.test()).isEqualTo("DiskOverheadTests.randomRead");
    }

    @Test
    void aMetricThatAppearedOrVanishedKeepsThePlacesOfTheOtherRuns() {
        Comparison other =
                Samples.judged(Samples.LATENCY, Samples.pairs(Samples.LATENCY, 60, 0.1, 0.02, 5, new Random(3)), null);
        List<Trend> trends = Trend.of(List.of(
                Samples.experiment("a", Samples.day(0), other),
                Samples.experiment("b", Samples.day(1), other, iops(0.5)),
                Samples.experiment("c", Samples.day(2), iops(0.5))));

        assertThat(trends).extracting(Trend::metric).containsExactly(Samples.LATENCY, Samples.IOPS);
        assertThat(trends.get(0).points()).extracting(Trend.Point::run).containsExactly(0, 1);
        assertThat(trends.get(1).points()).extracting(Trend.Point::run).containsExactly(1, 2);
        assertThat(trends).allSatisfy(it -> assertThat(it.runs()).hasSize(3));
    }

    @Test
    void experimentsOfOneRunShareItsPlace() {
        Trend trend = Trend.of(List.of(
                        Samples.experiment("a", Samples.day(0), iops(0.5)),
                        Samples.experiment("a", Samples.day(0).plus(Duration.ofHours(1)), iops(0.5)),
                        Samples.experiment("b", Samples.day(1), iops(0.5))))
                .get(0);

        assertThat(trend.runs()).hasSize(2);
        assertThat(trend.points()).extracting(Trend.Point::run).containsExactly(0, 0, 1);
    }

    @Test
    void anotherUnitIsAnotherTrend() {
        Metric renamed = Metric.higherIsBetter(Samples.IOPS.name(), "kIOPS");
        List<Pair> pairs = Samples.pairs(renamed, 38, 0.5, 0.01, 5, new Random(4));

        assertThat(Trend.of(List.of(
                        Samples.experiment("a", Samples.day(0), iops(0.5)),
                        Samples.experiment("b", Samples.day(1), Samples.judged(renamed, pairs, null)))))
                .hasSize(2);
    }

    @Test
    void otherMachinesAreMarkedAndWhatChangedIsTold() {
        Fingerprint newer = Samples.fingerprint("6.1.0-42-cloud-amd64", "7.2.22");

        Trend trend = Trend.of(List.of(
                        on(Samples.MACHINE, 0),
                        on(Samples.MACHINE, 1),
                        on(newer, 2),
                        on(Fingerprint.UNKNOWN, 3),
                        on(newer, 4)))
                .get(0);

        assertThat(trend.changes())
                .containsExactly(new Trend.Change(
                        2, List.of(Difference.of("L1.kernel", "6.1.0-41-cloud-amd64", "6.1.0-42-cloud-amd64"))));
    }

    @Test
    void aPlantedRegressionIsMarkedAtItsRunAndAStableHistoryIsNot() {
        Trend regressed = Trend.of(Gallery.regression(30, 20, 0.10)).get(0);
        Trend stable = Trend.of(Gallery.regression(30, 30, 0)).get(0);

        assertThat(regressed.steps()).hasSize(1);
        assertThat(regressed.steps().get(0).point()).isEqualTo(20);
        assertThat(regressed.steps().get(0).change()).isCloseTo(-0.1, within(0.02));
        assertThat(stable.steps()).isEmpty();
    }

    @Test
    void levelsOfOtherMachinesAreNoSteps() {
        Fingerprint newer = Samples.fingerprint("6.12.9-amd64", "7.2.22");
        List<Experiment> experiments = new ArrayList<>();
        Random random = new Random(5);
        for (int day = 0; day < 40; day++) {
            double ratio = (day < 20 ? 0.5 : 0.4) * Math.exp(0.005 * random.nextGaussian());
            experiments.add(Samples.experiment(
                    "run-" + day,
                    Samples.day(day),
                    Tier.KVM,
                    "L2/L1",
                    day < 20 ? Samples.MACHINE : newer,
                    iops(ratio)));
        }

        Trend trend = Trend.of(experiments).get(0);

        assertThat(trend.changes()).extracting(Trend.Change::point).containsExactly(20);
        assertThat(trend.steps()).isEmpty();
    }

    @Test
    void figuresThatAreNotToBeTrustedAreInNoSeries() {
        List<Experiment> experiments = new ArrayList<>(Gallery.regression(30, 20, 0.10));
        for (int day = 10; day < 16; day++) {
            experiments.add(Samples.experiment(
                    "bad-" + day,
                    Samples.day(day).plusSeconds(5),
                    Samples.comparison(
                            Samples.IOPS,
                            List.of(),
                            null,
                            new Verdict.Invalid("a cache answered"),
                            new Estimate(1.9, 1.8, 2, 0.95, 9))));
        }

        Trend trend = Trend.of(experiments).get(0);

        assertThat(trend.steps()).hasSize(1);
        assertThat(trend.points().get(trend.steps().get(0).point()).at()).isEqualTo(Samples.day(20));
    }

    @Test
    void aRatioThatIsNoNumberIsNone() {
        for (double ratio : new double[] {Double.NaN, 0, -1, Double.POSITIVE_INFINITY}) {
            Trend trend = Trend.of(List.of(Samples.experiment(
                            "a",
                            Samples.day(0),
                            Samples.comparison(
                                    Samples.IOPS, List.of(), null, null, new Estimate(ratio, 0, 1, 0.95, 3)))))
                    .get(0);

            assertThat(trend.points().get(0).estimate()).isEmpty();
            assertThat(trend.points().get(0).word()).isEqualTo("not judged");
        }
    }
}
