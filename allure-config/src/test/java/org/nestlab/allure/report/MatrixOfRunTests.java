package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.allure.chart.MatrixChartCell;
import org.nestlab.allure.chart.MatrixChartCell.State;
import org.nestlab.allure.chart.MatrixGrid;
import org.nestlab.allure.chart.MatrixSamples;
import org.nestlab.allure.report.Measurements.OfRun;
import org.nestlab.experiment.Experiment;
import org.nestlab.spec.LabSpec;
import org.nestlab.spi.MatrixLayout;
import org.nestlab.stack.StackAxis;
import org.nestlab.stack.StackMatrix;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;

/** From what a run leaves to the grid on the page. */
class MatrixOfRunTests {

    private static final String OWNER = "org.example.LabTests$Cells";
    private static final MatrixLayout LAYOUT = StackMatrix.of(
                    StackAxis.of("kernel").with("6.1", "L1.kernel=image").with("6.12", "L1.kernel=deb:/k.deb"),
                    StackAxis.of("CPU")
                            .with("EPYC", "L1.cpu=EPYC")
                            .with("Rome", "L1.cpu=EPYC-Rome")
                            .with("q", "L1.cpu=qemu64"))
            .without("6.1 is not tried with it", "6.1", "q")
            .labs(LabSpec.kvmInKvm().withName("m"))
            .layout(OWNER);

    @TempDir
    Path folder;

    private final PlantedRuns planted = new PlantedRuns(12);
    private CellResults results = new CellResults(Path.of(""));
    private int run;

    @BeforeEach
    void layout() throws IOException {
        results = CellResults.in(folder.resolve("results"), LAYOUT);
    }

    private MatrixGrid grid() {
        return results.read(folder.resolve("history.db"))
                .matrices()
                .get(0)
                .grids()
                .get(0);
    }

    private MatrixChartCell first() {
        return grid().cell(0, 0);
    }

    private Experiment measured(Comparison... comparisons) {
        run++;
        return planted.experiment(run, "L2/L1", "k", comparisons);
    }

    private Comparison reads(double ratio) {
        return planted.comparison(PlantedRuns.IOPS, 9_000, ratio, Threshold.atLeast(0.5));
    }

    private Comparison events(double ratio) {
        return planted.comparison(PlantedRuns.EVENTS, 9_000, ratio, Threshold.atLeast(0.5));
    }

    @Test
    void aRunThatEndedBeforeItsFirstTestHasAllItsCells() {
        MatrixGrid grid = grid();

        assertThat(grid.title()).isEqualTo("Cells: kernel × CPU");
        assertThat(grid.rows()).containsExactly("6.1", "6.12");
        assertThat(grid.columns()).containsExactly("EPYC", "Rome", "q");
        assertThat(grid.cells())
                .extracting(MatrixChartCell::state)
                .containsExactly(
                        State.NOT_RUN, State.NOT_RUN, State.LEFT_OUT, State.NOT_RUN, State.NOT_RUN, State.NOT_RUN);
        assertThat(grid.cell(0, 2).lines()).containsExactly("left out", "6.1 is not tried with it");
        assertThat(grid.cell(0, 0).lines()).containsExactly("not run", "no test of it left a result");
    }

    @Test
    void eachCellHasItsOwnTestsAndNobodyElses() throws IOException {
        results.passed(OWNER, "m: 6.1 × EPYC")
                .passed(OWNER, "m: 6.12 × Rome", measured(reads(0.8)))
                .passed("org.example.OtherTests", "m: 6.12 × q")
                .test(OWNER, "m: 6.1 × Rome", "broken", "no boot\nlong story", "org.nestlab.ProvisioningException");

        MatrixGrid grid = grid();
        assertThat(grid.cells())
                .extracting(MatrixChartCell::state)
                .containsExactly(
                        State.PASSED, State.FAILED, State.LEFT_OUT, State.NOT_RUN, State.WITHIN, State.NOT_RUN);
        assertThat(grid.cell(0, 1).lines()).containsExactly("failed", "0 of 1 tests passed; brokenTest: no boot");
        assertThat(results.read(folder.resolve("history.db")).matrices().get(0).summary())
                .isEqualTo("1 failed, 2 not run, 1 within, 1 passed, 1 left out");
    }

    @Test
    void theWorstMetricIsTheOneNearestToItsLimit() throws IOException {
        results.passed(
                OWNER,
                "m: 6.1 × EPYC",
                measured(events(0.9), planted.comparison(PlantedRuns.EXIT, 1_300, 0.05, null)),
                measured(reads(0.62)));

        assertThat(first().state()).isEqualTo(State.WITHIN);
        assertThat(first().worst().orElseThrow())
                .extracting(MatrixChartCell.Worst::metric, MatrixChartCell.Worst::verdict, MatrixChartCell.Worst::limit)
                .containsExactly("fio-randread-4k.iops", "within", "0.500");
        assertThat(Double.parseDouble(first().worst().orElseThrow().ratio())).isBetween(0.6, 0.64);
    }

    @Test
    void anExceededThresholdIsNoOtherFailure() throws IOException {
        Experiment slow = measured(events(0.9), reads(0.3));
        results.passed(OWNER, "m: 6.1 × EPYC")
                .test(
                        OWNER,
                        "m: 6.1 × EPYC",
                        "failed",
                        "worse than its threshold",
                        "org.nestlab.experiment.ThresholdExceededError",
                        slow);

        assertThat(first().state()).isEqualTo(State.EXCEEDED);
        assertThat(first().worst().orElseThrow().metric()).isEqualTo("fio-randread-4k.iops");
        assertThat(first().detail()).isEqualTo("1 of 2 tests passed; failedTest: worse than its threshold");

        results.test(OWNER, "m: 6.1 × EPYC", "failed", "no kvm", "java.lang.AssertionError");
        assertThat(first().state()).isEqualTo(State.FAILED);
        assertThat(first().detail()).isEqualTo("1 of 3 tests passed; failedTest: no kvm");
        assertThat(first().worst().orElseThrow().verdict()).isEqualTo("exceeded");
    }

    @Test
    void aVerdictCountsAlsoWhereNoTestAskedForIt() throws IOException {
        results.passed(OWNER, "m: 6.1 × EPYC", measured(reads(0.3)));

        assertThat(first().state()).isEqualTo(State.EXCEEDED);
    }

    @Test
    void whatNobodyCanTellIsUndecidedAndWhatIsNotToBeTrustedFails() throws IOException {
        results.test(
                        OWNER,
                        "m: 6.1 × EPYC",
                        "skipped",
                        "too few pairs",
                        "org.nestlab.experiment.InconclusiveTestAbortedException")
                .test(
                        OWNER,
                        "m: 6.1 × Rome",
                        "failed",
                        "too few pairs",
                        "org.nestlab.experiment.InconclusiveError",
                        measured(reads(0.5)))
                .passed(OWNER, "m: 6.12 × EPYC", measured(invalid()))
                .test(
                        OWNER,
                        "m: 6.12 × Rome",
                        "failed",
                        "the host was busy",
                        "org.nestlab.experiment.InvalidExperimentError");

        MatrixGrid grid = grid();
        assertThat(grid.cell(0, 0).state()).isEqualTo(State.UNDECIDED);
        assertThat(grid.cell(0, 1).state()).isEqualTo(State.UNDECIDED);
        assertThat(grid.cell(1, 0).state()).isEqualTo(State.FAILED);
        assertThat(grid.cell(1, 0).lines())
                .containsExactly(
                        "failed", "worst: fio-randread-4k.iops L2/L1 –, invalid (limit 0.500)", "1 of 1 tests passed");
        assertThat(grid.cell(1, 1).state()).isEqualTo(State.FAILED);
    }

    private static Comparison invalid() {
        return Comparison.of(PlantedRuns.IOPS, "fio")
                .withRejected(List.of("the host was busy"))
                .withVerdict(Threshold.atLeast(0.5), new Verdict.Invalid("the host was busy"));
    }

    @Test
    void theCellThatOthersWereComparedWithIsTheBaseline() throws IOException {
        results.passed(OWNER, "m: 6.1 × EPYC")
                .passed(OWNER, "m: 6.12 × EPYC", against("L1.cpu=EPYC,L1.kernel=image", measured(reads(0.9))));

        assertThat(grid().cells())
                .extracting(MatrixChartCell::baseline)
                .containsExactly(true, false, false, false, false, false);
    }

    private static Experiment against(String baseline, Experiment it) {
        return it.design().withSetup(Map.of("baseline", baseline)).ended(it.took(), it.comparisons(), it.notes());
    }

    @Test
    void aThirdAxisIsAGridForEachOfItsLabels() throws IOException {
        MatrixLayout cube = StackMatrix.of(
                        StackAxis.of("kernel").with("6.1", "L1.kernel=image").with("6.12", "L1.kernel=deb:/k.deb"),
                        StackAxis.of("CPU").with("EPYC", "L1.cpu=EPYC"),
                        StackAxis.of("image").with("ext4", "L1.image=ext4").with("btrfs", "L1.image=btrfs"))
                .labs(LabSpec.kvmInKvm().withName("m"))
                .layout(OWNER);
        results = CellResults.in(folder.resolve("cube"), cube).passed(OWNER, "m: 6.12 × EPYC × btrfs");

        List<MatrixGrid> grids =
                results.read(folder.resolve("history.db")).matrices().get(0).grids();
        assertThat(grids)
                .extracting(MatrixGrid::title)
                .containsExactly("Cells: kernel × CPU, image ext4", "Cells: kernel × CPU, image btrfs");
        assertThat(grids.get(0).cells())
                .extracting(MatrixChartCell::state)
                .containsExactly(State.NOT_RUN, State.NOT_RUN);
        assertThat(grids.get(1).cells())
                .extracting(MatrixChartCell::state)
                .containsExactly(State.NOT_RUN, State.PASSED);
    }

    @Test
    void aLayoutThatWasCutShortIsNamed() throws IOException {
        Files.writeString(folder.resolve("results/b-nestlab-matrix.json"), "{\"owner\": \"x\", \"axes\": [");
        Files.writeString(folder.resolve("results/c-nestlab-matrix.json"), "{\"owner\": \"x\"}");

        Measurements measured = results.read(folder.resolve("history.db"));
        assertThat(measured.matrices()).hasSize(1);
        assertThat(measured.problems())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).contains("-nestlab-matrix.json: holds no whole matrix: "));
    }

    @Test
    void thePageHasThePictureAndTheSameInWords() {
        MatrixGrid grid = MatrixSamples.everyState();
        String page = OverheadPage.of(new Measurements(
                List.of(), OfRun.NONE, List.of(new MatrixOfRun("StackMatrixTests", List.of(grid))), List.of()));

        assertThat(page)
                .contains("<h2>Matrix StackMatrixTests</h2>")
                .contains("<p class=\"when\">In this run: 1 failed, 1 exceeded, 1 undecided, 2 not run, 1 within, 1"
                        + " passed, 1 left out.</p>")
                .contains("<svg ");
        List<String> cells = Pattern.compile("<td class=\"[a-z-]+\"><span class=\"sign\">.</span> (.*?)</td>")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
        Map<String, String> told = Pattern.compile("<g><title>(kernel [^<]*, CPU [^<]*?):\n([^<]*)</title>")
                .matcher(page)
                .results()
                .collect(Collectors.toMap(
                        found -> found.group(1), found -> found.group(2).replace("\n", "<br>")));
        assertThat(cells).hasSize(8);
        assertThat(told).hasSize(8);
        for (int i = 0; i < 8; i++) {
            assertThat(cells.get(i)).isEqualTo(told.get(grid.place(i / 4, i % 4)));
        }
        assertThat(cells.get(2)).contains("&lt;too few&gt; pairs");
        assertThat(page)
                .contains("<th scope=\"row\">6.1.0-41 of the image</th>")
                .contains("<th scope=\"col\">EPYC</th>");
    }
}
