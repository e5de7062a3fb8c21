package org.nestlab.allure.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nestlab.experiment.OverheadTable;
import org.nestlab.experiment.OverheadTable.Column;
import org.nestlab.machine.Level;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Estimate;
import org.nestlab.workload.Metric;
import org.w3c.dom.Element;

class OverheadChartTests {

    private static final List<Level> LEVELS = List.of(Level.L0, Level.L1, Level.L2);

    private static Picture picture(Column... columns) {
        return Picture.of(OverheadChart.svg(new OverheadTable(Tier.KVM, LEVELS, List.of(columns))));
    }

    private static Column column(Metric metric, double host, double one, double two) {
        return new Column(
                metric,
                Map.of(Level.L0, host, Level.L1, one, Level.L2, two),
                Map.of(
                        Level.L1,
                        new Estimate(0.75, 0.7, 0.8, 0.95, 9),
                        Level.L2,
                        new Estimate(0.5, 0.45, 0.55, 0.95, 9)));
    }

    private static double width(Picture picture, String style) {
        return width(picture.styled(style).get(0));
    }

    private static double width(Element bar) {
        return Double.parseDouble(bar.getAttribute("width"));
    }

    @Test
    void aBarIsAsLongAsWhatIsLeft() {
        Picture picture = picture(column(Samples.IOPS, 40_000, 30_000, 15_000));

        double whole = width(picture, "n-l0");
        assertThat(width(picture, "n-l1") / whole).isCloseTo(0.75, within(0.001));
        assertThat(width(picture, "n-l2") / whole).isCloseTo(0.375, within(0.001));
        assertThat(picture.styled("n-lost")).hasSize(2);
        assertThat(width(picture.styled("n-lost").get(0)) / whole).isCloseTo(0.25, within(0.01));
        assertThat(picture.styled("n-whisker")).hasSize(2);
    }

    @Test
    void intervalsOfSeveralConfidencesShareNoHead() {
        Column one = column(Samples.IOPS, 4, 3, 2);
        Column other =
                new Column(Samples.LATENCY, one.values(), Map.of(Level.L1, new Estimate(0.7, 0.6, 0.8, 0.999, 9)));

        assertThat(picture(other).texts()).contains("change at this step (99.9 %)");
        assertThat(picture(one, other).texts()).contains("change at this step");
    }

    @Test
    void whereLessIsBetterAWorseLevelHasTheLongerBarAndIsAMultiple() {
        Picture picture = picture(column(Samples.LATENCY, 100, 200, 400));

        assertThat(width(picture, "n-l1") / width(picture, "n-l0")).isCloseTo(2, within(0.001));
        assertThat(width(picture, "n-l2") / width(picture, "n-l0")).isCloseTo(4, within(0.001));
        assertThat(picture.styled("n-lost")).isEmpty();
        assertThat(picture.styled("n-whisker")).hasSize(2);
        assertThat(picture.texts())
                .contains("ns, lower is better", "0 ×", "4 ×")
                .contains("1.33 × of L0 (1.25 to 1.43)", "2.00 × of L1 (1.82 to 2.22)")
                .noneMatch(text -> text.startsWith("-"));
    }

    @Test
    void aLevelThatCannotBeComparedHasNoBarAndSaysWhy() {
        Picture picture = picture(new Column(
                Samples.LATENCY,
                Map.of(Level.L0, 9_000.0, Level.L2, 95_000.0),
                Map.of(),
                Map.of(Level.L1, "an emulated CPU executes cpuid without an exit")));

        assertThat(picture.styled("n-l1")).isEmpty();
        assertThat(picture.texts()).contains("cannot be compared");
        assertThat(picture.told())
                .contains(
                        "exit-probe.cpuid at L1: cannot be compared, as an emulated CPU executes cpuid without an exit");
    }

    @Test
    void namesAndUnitsAreNeverCut() {
        String unit = "round trips between two virtual CPUs of one guest in a second";
        Picture picture = picture(
                column(Metric.lowerIsBetter("w".repeat(70) + ".cycles", unit), 60, 1_300, 160_000),
                column(Metric.lowerIsBetter("exit-cpuid.cycles", "cycles/exit"), 60, 1_300, 160_000));

        assertThat(picture.texts()).noneMatch(text -> text.contains("…"));
        assertThat(String.join(" ", picture.texts())).contains("cycles/exit, lower is better; log axis");
        assertThat(String.join(" ", picture.texts()).replace(" ", ""))
                .contains("w".repeat(70) + ".cycles" + unit.replace(" ", ""));
    }

    @Test
    void thePictureOfAWorkloadCallsItsMetricsByWhatTheyMeasure() {
        OverheadTable table =
                new OverheadTable(Tier.KVM, LEVELS, List.of(column(Samples.IOPS, 40_000, 30_000, 15_000)));

        Picture picture = Picture.of(OverheadChart.svg("fio-randread-4k", table));

        assertThat(picture.texts()).contains("fio-randread-4k", "iops").doesNotContain("fio-randread-4k.iops");
    }

    @Test
    void valuesAndLossesAreWrittenBesideTheBars() {
        Picture picture = picture(column(Samples.IOPS, 40_000, 30_000, 15_000));

        assertThat(picture.texts())
                .contains("fio-randread-4k.iops", "IOPS, higher is better", "L0", "L1", "L2")
                .contains("40,000", "30,000", "15,000")
                .contains("-25.0 % (-30.0 to -20.0 %)", "-50.0 % (-55.0 to -45.0 %)")
                .contains("0 %", "50 %", "100 %", "change at this step (95 %)");
        assertThat(picture.told())
                .contains(
                        "fio-randread-4k.iops at L1: 30,000 IOPS\n-25.0 % (-30.0 % to -20.0 %) against the level above, from 9 pairs");
        assertThat(picture.description()).contains("fio-randread-4k.iops at L0: 40,000 IOPS.");
    }

    @Test
    void metricsThatAreBetterInOneDirectionShareAnAxis() {
        Metric writes = Metric.higherIsBetter("fio-randwrite-4k.iops", "IOPS");

        Picture picture = picture(column(Samples.IOPS, 81_591, 4_433, 748), column(writes, 61_115, 5_127, 1_858));

        assertThat(picture.texts().stream().filter("IOPS, higher is better; log axis"::equals))
                .hasSize(2);
        assertThat(width(picture.styled("n-l2").get(1)))
                .isGreaterThan(width(picture.styled("n-l2").get(0)));
    }

    @Test
    void aMetricThatLosesAlmostAllHasAnAxisOfItsOwn() {
        Picture picture =
                picture(column(Samples.IOPS, 40_000, 30_000, 15_000), column(Samples.LATENCY, 60, 1_300, 16_000));

        assertThat(picture.texts()).contains("IOPS, higher is better", "ns, lower is better; log axis");
        assertThat(width(picture.styled("n-l1").get(0)) / width(picture, "n-l0"))
                .isCloseTo(0.75, within(0.001));
        assertThat(width(picture.styled("n-l2").get(1))).isGreaterThan(5);
    }

    @Test
    void aLevelThatNobodyMeasuredHasNoBar() {
        Picture picture = picture(new Column(
                Samples.IOPS,
                Map.of(Level.L1, 30_000.0, Level.L2, 15_000.0),
                Map.of(Level.L2, new Estimate(0.5, 0, Double.POSITIVE_INFINITY, 0.95, 3))));

        assertThat(picture.styled("n-l0")).isEmpty();
        assertThat(width(picture, "n-l2") / width(picture, "n-l1")).isCloseTo(0.5, within(0.001));
        assertThat(picture.styled("n-whisker")).isEmpty();
        assertThat(picture.texts())
                .contains("–", "-50.0 % (?)", "kvm tier; bars: the figure beside L1's; dashed: lost at that step");
        assertThat(picture.told()).contains("fio-randread-4k.iops at L0: not measured");
    }

    @Test
    void aLevelThatIsBetterThanTheOneAboveLostNothing() {
        Picture picture = picture(column(Samples.IOPS, 40_000, 44_000, 41_000));

        assertThat(width(picture, "n-l1")).isGreaterThan(width(picture, "n-l0"));
        assertThat(picture.styled("n-lost")).hasSize(1);
    }

    @Test
    void whatIsNoQuantityIsNotDrawn() {
        Picture picture = picture(
                new Column(
                        Samples.IOPS,
                        Map.of(Level.L0, Double.NaN, Level.L1, Double.POSITIVE_INFINITY, Level.L2, 5.0),
                        Map.of(Level.L1, new Estimate(Double.NaN, Double.NaN, Double.NaN, 0.95, 9))),
                new Column(Samples.LATENCY, Map.of(Level.L0, Double.MIN_VALUE, Level.L1, Double.MAX_VALUE), Map.of()),
                new Column(Metric.higherIsBetter("nothing", "1"), Map.of(), Map.of()));

        assertThat(picture.styled("n-l2")).hasSize(1);
        assertThat(picture.styled("n-l0")).hasSize(1);
    }

    @Test
    void anEmptyTableSaysSo() {
        Picture picture = Picture.of(OverheadChart.svg(new OverheadTable(Tier.EMULATED, List.of(), List.of())));

        assertThat(picture.texts()).contains("Nothing was measured yet.");
    }

    @Test
    void markupInAUnitIsText() {
        Picture picture = picture(column(Metric.higherIsBetter("a", "</text><script>x</script>"), 3, 2, 1));

        assertThat(picture.svg()).doesNotContain("<script");
        assertThat(String.join("", picture.told())).contains("</text><script>x</script>");
    }
}
