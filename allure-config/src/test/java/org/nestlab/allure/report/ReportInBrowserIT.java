package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.OverheadTable;
import org.nestlab.experiment.OverheadText;
import org.nestlab.history.ExperimentOutcome;
import org.nestlab.history.RunHistory;
import org.nestlab.machine.Level;
import org.nestlab.report.ExperimentFile;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Estimate;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/**
 * A whole report as a reader opens it. {@code -Dreport.folder=…} looks at another one, of a real run whose history is
 * {@code -Dreport.history=…}, and leaves out what is known of the planted runs alone; {@code -Dreport.screenshots=…}
 * says where the pictures go.
 */
@Tag("full")
class ReportInBrowserIT {

    private static final int RUNS = 30;
    private static final int WORSE_FROM = 21;

    static final List<String> PAGES =
            List.of("index.html", "awesome/index.html", "overhead/index.html", "overhead.html", "labs.html");

    private static final Optional<String> GIVEN = Optional.ofNullable(System.getProperty("report.folder"));
    private static final Path SCREENSHOTS = Path.of(System.getProperty("report.screenshots", "target/screenshots"))
            .toAbsolutePath();

    @TempDir
    static Path folder;

    private static List<Experiment> kept = List.of();
    private static Path report = Path.of("");
    private static Browser browser;
    private static FileServer server;

    @BeforeAll
    static void makeReport() throws IOException {
        browser = Browser.start();
        if (GIVEN.isPresent()) {
            report = Path.of(GIVEN.get()).toAbsolutePath();
            Optional.ofNullable(System.getProperty("report.history")).ifPresent(ReportInBrowserIT::readHistory);
        } else {
            report = plantedReport();
        }
        server = FileServer.of(report);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static void readHistory(String address) {
        try (RunHistory history = PlantedRuns.openAddress(address, folder)) {
            kept =
                    history
                            .outcomes(
                                    MeasurementsReader.RUNS,
                                    outcomes ->
                                            outcomes.map(ExperimentOutcome::id).toList())
                            .stream()
                            .flatMap(id -> history.find(id).stream())
                            .toList();
        }
    }

    private static void assumeKept() {
        assumeThere("overhead.html");
        Assumptions.assumeFalse(kept.isEmpty(), "its history was not given with -Dreport.history");
    }

    /** Thirty runs in the history, the last of which is the one that is reported. */
    private static Path plantedReport() throws IOException {
        kept = new PlantedRuns(12).regression(RUNS, WORSE_FROM);
        Path history = folder.resolve("history.db");
        PlantedRuns.keep(history, kept).close();
        SampleResults results = SampleResults.in(folder.resolve("allure-results"))
                .passed("boots")
                .withLab("hangs", "Kernel panic <now>")
                .failed("mode", "failed", "want <cpu mode='custom'/>", "java.lang.AssertionError: want <cpu/>");
        for (Experiment experiment : lastRun()) {
            results.file(experiment.design().id() + "-nestlab-experiment.json", ExperimentFile.write(experiment));
        }
        Arguments arguments = Arguments.parse(folder.resolve("allure-results").toString());
        new ReportStep(
                        arguments,
                        System.getenv(),
                        ReportStep.cache(System.getenv()),
                        new AllureHistory(folder.resolve("allure-history.jsonl")),
                        () -> PlantedRuns.open(history))
                .run();
        return arguments.output();
    }

    private static List<Experiment> lastRun() {
        List<Experiment> steps = kept.stream()
                .filter(e -> e.design().levels().subject().depth()
                        == e.design().levels().reference().depth() + 1)
                .toList();
        String run = steps.get(steps.size() - 1).design().run();
        return steps.stream().filter(e -> e.design().run().equals(run)).toList();
    }

    @ParameterizedTest
    @FieldSource("PAGES")
    void aPageOpenedFromAFileAsksNobodyAnything(String page) {
        looksWell(page, report.resolve(page).toUri().toString(), "file:" + report);
    }

    @ParameterizedTest
    @FieldSource("PAGES")
    void aPageOpenedOverHttpAsksItsOwnHostAlone(String page) {
        looksWell(page, server.url() + page, server.url());
    }

    private static void looksWell(String page, String url, String own) {
        assumeThere(page);
        for (int width : new int[] {1280, 400}) {
            browser.open(url, width);

            assertThat(browser.requests())
                    .isNotEmpty()
                    .allSatisfy(request -> assertThat(request.replace("file://", "file:"))
                            .matches("(?s)(data:|blob:|\\Q%s\\E).*".formatted(own)));
            assertThat(browser.errors()).isEmpty();
            assertThat(browser.overflow())
                    .as("%s is wider than %d pixels by", page, width)
                    .isZero();
            assertThat(browser.text()).isNotBlank();
        }
    }

    @Test
    void theSummaryLeadsToEveryPageOfTheReport() {
        assumeThere("awesome/index.html");
        browser.open(report.resolve("index.html").toUri().toString(), 1280);

        assertThat(browser.all("a[data-testid=summary-report-card]"))
                .extracting(card -> String.valueOf(card.getAttribute("href")))
                .containsExactlyInAnyOrder(
                        report.resolve("awesome/index.html").toUri().toString(),
                        report.resolve("overhead/index.html").toUri().toString());
        if (GIVEN.isEmpty()) {
            assertThat(browser.text())
                    .containsPattern(
                            "Worst: fio-randread-4k\\.iops L2/L1 0\\.\\d+, exceeded \\(limit 0\\.550\\); -\\d+\\.\\d[ \u00a0]% since 22 Oct 2026, run 21 of 30");
        }
    }

    @Test
    void theTablesNumbersAreThoseOfTheRun() {
        assumeKept();
        browser.open(report.resolve("overhead.html").toUri().toString(), 1280);

        OverheadTable table = OverheadTable.of(lastRun());
        int shown = 0;
        for (WebElement section : browser.all("section.workload")) {
            String workload = section.findElement(By.cssSelector("h4")).getText();
            List<OverheadTable.Column> columns = table.columns().stream()
                    .filter(column -> column.metric().workload().equals(workload))
                    .toList();
            List<WebElement> rows = section.findElements(By.cssSelector("table.figures tbody tr"));
            assertThat(rows).as(workload).hasSameSizeAs(columns);
            for (int i = 0; i < rows.size(); i++) {
                numbersOf(table.levels(), columns.get(i), rows.get(i));
                shown++;
            }
        }
        assertThat(shown).isEqualTo(table.columns().size());
    }

    private static void numbersOf(List<Level> levels, OverheadTable.Column column, WebElement row) {
        assertThat(row.findElement(By.cssSelector("th")).getText())
                .isEqualTo(column.metric().quantity() + " " + column.metric().unit());
        List<String> cells = texts(row.findElements(By.cssSelector("td")));
        assertThat(cells).hasSameSizeAs(levels);
        levels.forEach(level -> {
            Estimate difference = column.differences().get(level);
            Double measured = column.values().get(level);
            String value = measured == null ? "–" : OverheadText.number(measured);
            assertThat(cells.get(levels.indexOf(level)).replaceAll("\\s+", " "))
                    .isEqualTo(
                            difference == null
                                    ? value
                                    : value + " " + OverheadText.difference(column.metric(), level, difference));
        });
    }

    @Test
    void theReaderSeesTheLossTableFirst() {
        openPlanted();

        List<String> rows = texts(browser.all("table.losses tbody tr th"));
        assertThat(rows).containsExactly("L0 host", "L0 → L1", "L1", "L1 → L2", "L2");
        String bottom = String.valueOf(
                browser.script("return document.querySelector('table.losses').getBoundingClientRect().bottom"));
        assertThat(Double.parseDouble(bottom)).isLessThan(700);
    }

    @Test
    void everyRunOfEveryTrendHasTheRatioOfTheHistory() {
        assumeKept();
        browser.open(report.resolve("overhead.html").toUri().toString(), 1280);

        Map<String, Experiment> byId =
                kept.stream().collect(Collectors.toMap(e -> e.design().id().toString(), e -> e));
        List<WebElement> trends = browser.all("figure.trend");
        assertThat(trends).isNotEmpty();
        for (WebElement trend : trends) {
            String metric = String.valueOf(trend.getAttribute("data-metric"));
            List<WebElement> rows = trend.findElements(By.cssSelector("table.runs tbody tr"));
            assertThat(rows).as(metric).isNotEmpty();
            for (WebElement row : rows) {
                String told =
                        String.valueOf(row.findElement(By.cssSelector("th")).getAttribute("title"));
                Experiment experiment = Objects.requireNonNull(byId.get(told.replaceFirst(",.*", "")), told);
                String shown = row.findElement(By.cssSelector("td")).getAttribute("textContent");
                assertThat(shown).as(told).startsWith(ratio(experiment.of(metric)));
            }
        }
    }

    private static String ratio(Comparison comparison) {
        return comparison.estimate().map(Estimate::ratioText).orElse("–");
    }

    @Test
    void thePlantedRegressionIsMarkedAtItsRunAndNothingElseIs() {
        openPlanted();

        List<String> changes = column("fio-randread-4k.iops", 7);
        for (int i = 0; i < RUNS; i++) {
            int run = RUNS - i;
            assertThat(changes.get(i)).as("run %d", run).matches(expected(run));
        }
        assertThat(column("fio-randread-4k.iops", 2).subList(0, RUNS - WORSE_FROM + 1))
                .containsOnly("exceeded");
        assertThat(column("fio-randread-4k.iops", 2).subList(RUNS - WORSE_FROM + 1, RUNS))
                .containsOnly("within");
        assertThat(svg("fio-randread-4k.iops")).containsPattern("-\\d+\\.\\d % from run-0021 of 22 Oct 2026");
        for (String stable : List.of("sysbench-cpu-single.events", "exit-touch.latency")) {
            assertThat(column(stable, 7))
                    .filteredOn(text -> !text.isEmpty())
                    .containsExactly("L1.kernel: 6.1.0-40 → 6.1.0-41");
            assertThat(svg(stable)).doesNotContain(" % from ").contains("L1 kernel 6.1.0-40 → 6.1.0-41");
        }
    }

    private static String expected(int run) {
        return run == WORSE_FROM
                ? "the ratio: -(19|20)\\.\\d %"
                : run == 10 ? "L1\\.kernel: 6\\.1\\.0-40 → 6\\.1\\.0-41" : "";
    }

    @Test
    void thePageIsDarkWhereTheReaderPrefersThat() {
        assumeThere("overhead.html");
        try {
            browser.preferDark(true);
            browser.open(report.resolve("overhead.html").toUri().toString(), 1280);
            assertThat(browser.script("return getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo("rgb(21, 24, 28)");
            assertThat(browser.script(
                            "return getComputedStyle(document.querySelector('svg .n-paper') || document.body).fill"))
                    .isIn("rgb(21, 24, 28)", "rgb(0, 0, 0)");
            browser.screenshot(SCREENSHOTS.resolve("overhead-dark.png"), 1280, 1500);
        } finally {
            browser.preferDark(false);
        }
    }

    @Test
    void picturesOfTheReport() {
        assumeThere("overhead.html");
        browser.open(report.resolve("overhead.html").toUri().toString(), 1280);
        browser.screenshot(SCREENSHOTS.resolve("overhead.png"), 1280, 1500);
        browser.open(report.resolve("overhead.html").toUri().toString(), 400);
        browser.screenshot(SCREENSHOTS.resolve("overhead-400.png"), 400, 1500);
        if (Files.exists(report.resolve("index.html"))) {
            browser.open(report.resolve("index.html").toUri().toString(), 1280);
            browser.screenshot(SCREENSHOTS.resolve("report.png"), 1280, 420);
        }
        if (Files.exists(report.resolve("awesome/index.html"))) {
            browser.open(report.resolve("awesome/index.html").toUri().toString(), 1280);
            browser.screenshot(SCREENSHOTS.resolve("report-tests.png"), 1280, 900);
        }

        assertThat(SCREENSHOTS.resolve("overhead.png")).isNotEmptyFile();
    }

    /** The cells of a column of the trend's table of runs, the newest first. */
    private static List<String> column(String metric, int number) {
        WebElement trend = trend(metric);
        browser.script("document.querySelectorAll('details').forEach(d => d.open = true)");
        return texts(trend.findElements(By.cssSelector("tbody tr > :nth-child(%d)".formatted(number + 1))));
    }

    private static String svg(String metric) {
        return Stream.of(trend(metric).findElement(By.cssSelector("svg")))
                .map(svg -> String.valueOf(svg.getAttribute("textContent")))
                .findFirst()
                .orElseThrow();
    }

    private static WebElement trend(String metric) {
        return browser.all("figure.trend[data-metric='%s'][data-levels='L2/L1']".formatted(metric))
                .get(0);
    }

    private static List<String> texts(List<WebElement> elements) {
        return elements.stream().map(WebElement::getText).toList();
    }

    private static void openPlanted() {
        Assumptions.assumeTrue(GIVEN.isEmpty(), "of a report that was given nobody knows what it should say");
        browser.open(report.resolve("overhead.html").toUri().toString(), 1280);
    }

    private static void assumeThere(String page) {
        Assumptions.assumeTrue(
                Files.exists(report.resolve(page)),
                () -> "this report has no %s: without Node and npm there is no Allure 3".formatted(page));
    }
}
