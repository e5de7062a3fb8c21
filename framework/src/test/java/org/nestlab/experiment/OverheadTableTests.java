package org.nestlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.nestlab.experiment.Measured.comparison;
import static org.nestlab.experiment.Measured.experiment;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nestlab.machine.Level;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Comparison;
import org.nestlab.workload.Metric;

class OverheadTableTests {

    private static final Metric IOPS = Metric.higherIsBetter("fio.iops", "IOPS");
    private static final Metric LATENCY = Metric.lowerIsBetter("fio.p99", "µs");

    private final Experiment upper = experiment(
            Tier.EMULATED, "L1/L0", false, comparison(IOPS, 50_000, 100_000, 9), comparison(LATENCY, 120, 100, 9));
    private final Experiment lower = experiment(Tier.EMULATED, "L2/L1", false, comparison(IOPS, 12_345.6, 50_000, 5));
    private final OverheadTable table = OverheadTable.of(List.of(lower, upper));

    @Test
    void text() {
        assertThat(OverheadText.plain(table)).isEqualToNormalizingNewlines("""
                Overhead of each level, emulated tier (below each value: how it differs from the level above)

                    fio.iops (IOPS)               fio.p99 (µs)
                L0  100,000                       100
                L1  50,000                        120
                    -50.0 % (-52.1 % to -47.8 %)  1.20 × of L0 (1.15 to 1.25)
                L2  12,346                        -
                    -75.3 % (?)

                (?): too few pairs for an interval
                """);
    }

    @Test
    void markdown() {
        assertThat(OverheadText.markdown(table)).isEqualTo("""
                | | fio.iops (IOPS) | fio.p99 (µs) |
                |---|---:|---:|
                | L0 | 100,000 | 100 |
                | L1 | 50,000<br>-50.0 % (-52.1 % to -47.8 %) | 120<br>1.20 × of L0 (1.15 to 1.25) |
                | L2 | 12,346<br>-75.3 % (?) | - |

                (?): too few pairs for an interval
                """);
    }

    @Test
    void csv() {
        assertThat(OverheadText.csv(table)).isEqualTo("""
                tier,metric,unit,better,level,value,difference_percent,low_percent,high_percent,confidence,pairs
                emulated,fio.iops,IOPS,higher,L0,100000.0,,,,,
                emulated,fio.iops,IOPS,higher,L1,50000.0,-50,-52.144483501,-47.759418706,0.99,9
                emulated,fio.iops,IOPS,higher,L2,12345.6,-75.3088,,,0.99,5
                emulated,fio.p99,µs,lower,L0,100.0,,,,,
                emulated,fio.p99,µs,lower,L1,120.0,-16.666666667,-20.240805836,-12.93236451,0.99,9
                """);
    }

    @Test
    void aFigureThatCannotBeComparedIsLeftOutAndSaysWhy() {
        Metric cpuid = Metric.lowerIsBetter("exit-cpuid.cycles", "cycles/exit");
        OverheadTable emulated = OverheadTable.of(List.of(
                experiment(Tier.EMULATED, "L1/L0", false, comparison(cpuid, 23, 9_140, 9)),
                experiment(Tier.EMULATED, "L2/L1", false, comparison(cpuid, 95_556, 23, 9))));
        assertThat(OverheadText.plain(emulated)).isEqualToNormalizingNewlines("""
                Overhead of each level, emulated tier (below each value: how it differs from the level above)

                    exit-cpuid.cycles (cycles/exit)
                L0  9,140
                L1  n/a
                L2  95,556

                n/a: exit-cpuid.cycles of L1, as an emulated CPU executes cpuid without an exit
                """);
        OverheadTable hardware =
                OverheadTable.of(List.of(experiment(Tier.KVM, "L1/L0", false, comparison(cpuid, 1_300, 130, 9))));
        assertThat(OverheadText.markdown(hardware)).contains("| L1 | 1,300<br>10.0 × of L0 (9.57 to 10.4) |");
    }

    @Test
    void onePairOfLevelsHasTwoRowsAndNoLegend() {
        OverheadTable two = OverheadTable.of(List.of(upper));
        assertThat(two.levels()).containsExactly(Level.L0, Level.L1);
        assertThat(OverheadText.plain(two.only(List.of("fio.p99")))).isEqualToNormalizingNewlines("""
                Overhead of each level, emulated tier (below each value: how it differs from the level above)

                    fio.p99 (µs)
                L0  100
                L1  120
                    1.20 × of L0 (1.15 to 1.25)
                """);
    }

    @Test
    void aLevelThatWasLeftOutHasNoRowAndNoDifference() {
        Experiment far = experiment(Tier.KVM, "L2/L0", false, comparison(IOPS, 10, 100, 9));
        assertThat(OverheadText.markdown(OverheadTable.of(List.of(far)))).isEqualTo("""
                | | fio.iops (IOPS) |
                |---|---:|
                | L0 | 100 |
                | L2 | 10.0 |
                """);
    }

    @Test
    void metricsWithoutPairsHaveNoColumn() {
        Experiment nothing = experiment(Tier.KVM, "L2/L1", false, comparison(IOPS, 1, 1, 0));
        OverheadTable empty = OverheadTable.of(List.of(nothing));
        assertThat(empty.columns()).isEmpty();
        assertThat(OverheadText.plain(empty)).hasLineCount(1);
    }

    @Test
    void hugeAndTinyRatiosStayReadable() {
        Experiment extreme = experiment(
                Tier.KVM, "L1/L0", false, comparison(IOPS, 3, 100_000, 40), comparison(LATENCY, 0.001, 25, 40));
        assertThat(OverheadText.markdown(OverheadTable.of(List.of(extreme)))).isEqualTo("""
                | | fio.iops (IOPS) | fio.p99 (µs) |
                |---|---:|---:|
                | L0 | 100,000 | 25.0 |
                | L1 | 3.000<br>-99.997 % (-99.997 % to -99.997 %) | 0.001<br>0.0000400 × of L0 (0.0000399 to 0.0000401) |
                """);
    }

    @Test
    void moreThanFourMetricsGoOnBelow() {
        Comparison[] five = IntStream.range(0, 5)
                .mapToObj(i -> comparison(Metric.higherIsBetter("m" + i, "x"), 1, 1, 1))
                .toArray(Comparison[]::new);
        assertThat(OverheadText.plain(OverheadTable.of(List.of(experiment(Tier.KVM, "L1/L0", false, five)))))
                .isEqualToNormalizingNewlines("""
                        Overhead of each level, kvm tier (below each value: how it differs from the level above)

                            m0 (x)      m1 (x)      m2 (x)      m3 (x)
                        L0  1.000       1.000       1.000       1.000
                        L1  1.000       1.000       1.000       1.000
                            +0.0 % (?)  +0.0 % (?)  +0.0 % (?)  +0.0 % (?)

                            m4 (x)
                        L0  1.000
                        L1  1.000
                            +0.0 % (?)

                        (?): too few pairs for an interval
                        """);
    }

    @Test
    void anAuthorsUnitBreaksNeitherTableNorCsv() {
        Metric odd = Metric.higherIsBetter("odd", "a|b, \"c\"");
        OverheadTable one = OverheadTable.of(List.of(experiment(Tier.KVM, "L1/L0", false, comparison(odd, 1, 1, 1))));
        assertThat(OverheadText.markdown(one)).startsWith("| | odd (a\\|b, \"c\") |\n|---|---:|\n");
        assertThat(OverheadText.csv(one)).contains("\nkvm,odd,\"a|b, \"\"c\"\"\",higher,L0,1.0,,,,,\n");
    }

    @Test
    void twoTiersAreRefused() {
        Experiment other = experiment(Tier.KVM, "L2/L1", false, comparison(IOPS, 1, 1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OverheadTable.of(List.of(upper, other)))
                .withMessage("a table is of one tier, not of [emulated, kvm]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OverheadTable.of(List.of()))
                .withMessage("a table is of one tier, not of []");
    }
}
