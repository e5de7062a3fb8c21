package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nestlab.experiment.OverheadTable;
import org.nestlab.experiment.OverheadTable.Column;
import org.nestlab.machine.Level;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Estimate;
import org.nestlab.workload.Metric;

class LossTableTests {

    private static final Estimate QUARTER = new Estimate(0.25, 0.2, 0.3, 0.95, 9);
    private static final Estimate HALF = new Estimate(0.5, 0, Double.POSITIVE_INFINITY, 0.95, 1);

    private static Column column(String name, String unit) {
        return new Column(
                Metric.higherIsBetter(name, unit),
                Map.of(Level.L0, 8_000.0, Level.L1, 2_000.0, Level.L2, 1_000.0),
                Map.of(Level.L1, QUARTER, Level.L2, HALF));
    }

    private static Column withoutHost(String name) {
        return new Column(
                Metric.higherIsBetter(name, "IOPS"),
                Map.of(Level.L1, 2_000.0, Level.L2, 1_000.0),
                Map.of(Level.L2, HALF));
    }

    private static String html(Tier tier, Column... columns) {
        List<Level> levels = Arrays.stream(columns)
                .flatMap(column -> column.values().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        return LossTable.of(new OverheadTable(tier, levels, List.of(columns))).orElseThrow();
    }

    /** A row's cells as text, its head first. */
    private static List<List<String>> rows(String html) {
        List<List<String>> rows = new ArrayList<>();
        for (String row : html.substring(0, html.indexOf("</table>")).split("<tr[^>]*>", -1)) {
            rows.add(Arrays.stream(row.split("</t[hd]>", -1))
                    .map(cell ->
                            cell.replace("<br>", " ").replaceAll("<[^>]*>", "").strip())
                    .filter(cell -> !cell.isEmpty())
                    .toList());
        }
        return rows;
    }

    @Test
    void rowsAreTheLevelsAndWhatIsLostBetweenThem() {
        assertThat(rows(html(
                        Tier.KVM,
                        column("unixbench-single.index", "points"),
                        column("unixbench-percpu.index", "points"),
                        column("fio-randread-4k.iops", "IOPS"),
                        column("fio-randread-4k.latency-p50", "µs"),
                        column("fio-randread-4k.bandwidth", "MiB/s"),
                        column("fio-randwrite-4k.iops", "IOPS"),
                        column("fio-randwrite-4k.bandwidth", "MiB/s"))))
                .containsSubsequence(
                        List.of("Level", "System index (UnixBench)", "4k random read", "4k random write"),
                        List.of(
                                "one copy points",
                                "one per CPU points",
                                "IOPS",
                                "bandwidth MiB/s",
                                "IOPS",
                                "bandwidth MiB/s"),
                        List.of("L0 host", "8,000", "8,000", "8,000", "8,000", "8,000", "8,000"))
                .anySatisfy(row -> assertThat(row)
                        .startsWith("L0 → L1", "-75.0\u00a0% (-80.0\u00a0% to\u00a0-70.0\u00a0%)")
                        .hasSize(7))
                .anySatisfy(row -> assertThat(row).startsWith("L1 → L2", "-50.0\u00a0% (?)"));
    }

    @Test
    void aHostThatWasNotMeasuredHasItsRowAndAReason() {
        String html = html(Tier.EMULATED, withoutHost("fio-randread-4k.iops"));

        assertThat(rows(html)).contains(List.of("L0 host", "–"), List.of("L1", "2,000"), List.of("L2", "1,000"));
        assertThat(rows(html)).noneMatch(row -> row.contains("L0 → L1"));
        assertThat(html)
                .contains("L0: not measured, as no guest was compared with the host. Measuring the host needs root.")
                .contains(
                        "System index: not measured. SystemIndexTests measures it by stress-ng, and -Pfull by UnixBench")
                .doesNotContain("price of emulation");
    }

    @Test
    void onTheEmulatedTierTheStepToL1IsCalledWhatItIs() {
        assertThat(html(Tier.EMULATED, column("fio-randread-4k.iops", "IOPS")))
                .contains("L0 → L1 is the price of emulation on this tier, and says nothing about nesting.");
        assertThat(html(Tier.KVM, column("fio-randread-4k.iops", "IOPS"))).doesNotContain("price of emulation");
    }

    @Test
    void withoutUnixBenchTheColumnIsCalledAfterWhatWasMeasured() {
        assertThat(rows(html(Tier.KVM, column("sysbench-cpu-single.events", "events/s"))))
                .contains(List.of("Level", "Arithmetic (sysbench)"), List.of("one copy events/s"));
        assertThat(rows(html(
                        Tier.KVM,
                        column("sysbench-cpu-single.events", "events/s"),
                        column("unixbench-quick-single.index", "points"))))
                .contains(List.of("Level", "System index (UnixBench, in part)"), List.of("one copy points"));
    }

    @Test
    void theIndexByStressNgIsShownAsAShareOfTheHosts() {
        assertThat(rows(html(Tier.KVM, column("system-index-single.index", "bogo ops/s"))))
                .contains(
                        List.of("Level", "System index (stress-ng)"),
                        List.of("one copy host = 100"),
                        List.of("L0 host", "100"),
                        List.of("L1", "25.0"),
                        List.of("L2", "12.5"));
    }

    @Test
    void withoutTheHostTheIndexByStressNgKeepsItsUnit() {
        Column withoutHost = withoutHost("system-index-single.index");

        assertThat(rows(html(Tier.EMULATED, withoutHost)))
                .contains(List.of("L0 host", "–"), List.of("L1", "2,000"), List.of("L2", "1,000"))
                .noneMatch(row -> row.contains("one copy host = 100"));
    }

    @Test
    void unixBenchsIndexComesBeforeTheOneByStressNg() {
        assertThat(rows(html(
                        Tier.KVM,
                        column("system-index-single.index", "bogo ops/s"),
                        column("unixbench-quick-single.index", "points"))))
                .contains(List.of("Level", "System index (UnixBench, in part)"), List.of("one copy points"));
    }

    @Test
    void itSaysWhyALossDiffersFromWhatTheLevelsFiguresGive() {
        assertThat(html(Tier.KVM, column("fio-randread-4k.iops", "IOPS")))
                .contains("A loss is the median of pairs that were measured side by side");
    }

    @Test
    void thePictureHasTheSameColumnsAndNoOthers() {
        String html = html(
                Tier.KVM,
                column("fio-randread-4k.iops", "IOPS"),
                column("fio-randread-4k.iops-p10", "IOPS"),
                column("exit-touch.cycles", "cycles/page"));

        assertThat(html.substring(html.indexOf("<svg")))
                .contains(">fio-randread-4k.iops<")
                .doesNotContain("iops-p10", "exit-touch");
    }

    @Test
    void aLabWithoutAnyOfTheseFiguresHasNoSuchTable() {
        assertThat(LossTable.of(new OverheadTable(
                        Tier.KVM, List.of(Level.L0, Level.L1, Level.L2), List.of(column("own.rate", "1/s")))))
                .isEmpty();
        assertThat(LossTable.of(new OverheadTable(Tier.KVM, List.of(), List.of())))
                .isEmpty();
    }
}
