package org.nestlab.allure.chart;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nestlab.allure.chart.MatrixChartCell.State;
import org.nestlab.allure.chart.MatrixChartCell.Worst;

/** Grids that nobody ran. */
public final class MatrixSamples {

    private MatrixSamples() {}

    public static Optional<Worst> worst(String ratio, String verdict) {
        return Optional.of(new Worst("fio-randread-4k.iops", "L2/L1", ratio, verdict, "0.450"));
    }

    /** Every state once, in two rows. */
    public static MatrixGrid everyState() {
        return new MatrixGrid(
                "StackMatrixTests: kernel × CPU",
                "kernel",
                List.of("6.1.0-41 of the image", "6.12"),
                "CPU",
                List.of("host-passthrough", "EPYC", "EPYC-Rome", "qemu64"),
                List.of(
                        new MatrixChartCell(State.WITHIN, worst("0.812", "within"), "3 of 3 tests passed", true),
                        new MatrixChartCell(
                                State.EXCEEDED,
                                worst("0.312", "exceeded"),
                                "2 of 3 tests passed; reads: L2/L1 fio-randread-4k.iops: worse than its threshold",
                                false),
                        new MatrixChartCell(
                                State.UNDECIDED,
                                worst("0.470", "inconclusive"),
                                "2 of 3 tests passed; reads: <too few> pairs",
                                false),
                        new MatrixChartCell(
                                State.FAILED,
                                Optional.empty(),
                                "0 of 1 tests passed; l2Boots: which layer died: L1",
                                false),
                        new MatrixChartCell(State.NOT_RUN, Optional.empty(), "no test of it left a result", false),
                        new MatrixChartCell(State.PASSED, Optional.empty(), "2 of 2 tests passed", false),
                        new MatrixChartCell(State.LEFT_OUT, Optional.empty(), "6.12 is not tried with it", false),
                        new MatrixChartCell(State.NOT_RUN, Optional.empty(), "no test of it left a result", false)));
    }

    /** More columns than a picture is wide, and labels that are too long. */
    static MatrixGrid wide() {
        List<String> models =
                List.of("EPYC", "EPYC-Rome", "EPYC-Milan-v2-with-everything", "Opteron_G3", "qemu64", "Skylake-Server");
        List<State> states = List.copyOf(EnumSet.allOf(State.class));
        return new MatrixGrid(
                "WideTests: QEMU × CPU model, kernel 6.12",
                "QEMU",
                List.of("7.2 of Debian bookworm, ours", "10.0"),
                "CPU model",
                models,
                IntStream.range(0, 12)
                        .mapToObj(i -> new MatrixChartCell(
                                states.get(i % states.size()),
                                i % 2 == 0
                                        ? worst("0." + (500 + i), "within")
                                        : Optional.<MatrixChartCell.Worst>empty(),
                                "",
                                i == 5))
                        .toList());
    }

    /** One axis alone. */
    static MatrixGrid one() {
        return new MatrixGrid(
                "OneTests: kernel",
                "kernel",
                List.of("6.1", "6.12"),
                "",
                List.of(""),
                List.of(
                        new MatrixChartCell(State.WITHIN, worst("0.9", "within"), "", false),
                        new MatrixChartCell(State.NOT_RUN, Optional.empty(), "", false)));
    }
}
