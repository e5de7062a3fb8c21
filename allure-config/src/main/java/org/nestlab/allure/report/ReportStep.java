package org.nestlab.allure.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.nestlab.history.RunHistory;

/**
 * The step after the tests, run in {@code post-integration-test}: writes the pages that people open. Before that it
 * removes what is left of labs if the JVM of the tests was killed.
 *
 * <ul>
 *   <li>{@code index.html} always exists: Allure 3's report if Node and npm are installed, otherwise the same as
 *       {@code labs.html};
 *   <li>{@code overhead.html} is made from the run's measurements and the history: what each level costs, and whether
 *       that changed;
 *   <li>{@code exact.html} is made if the results have figures of {@code nestlab exact};
 *   <li>{@code labs.html} needs only a browser, and shows what the labs cost;
 *   <li>{@code categories.json}, {@code environment.properties} and, in a build of Jenkins, {@code executor.json} are
 *       written beside the results, for other versions of Allure.
 * </ul>
 *
 * <p>It never fails a build: its one line of output, the last one, says what went wrong. It runs in a separate process.
 * If that is asked to end, for example by Ctrl-C, the report of an earlier run stays, or there is none, and the line
 * says so.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ReportStep {

    private static final String INDEX = "index.html";
    private static final String LABS = "labs.html";

    private final Arguments arguments;
    private final Map<String, String> environment;
    private final Path cache;
    private final AllureHistory tests;
    private final Supplier<RunHistory> history;

    /**
     * @param environment with PATH and Jenkins' variables of the build
     * @param cache the folder for the installation of Allure
     * @param tests the outcomes of the tests in earlier runs
     * @param history opens the measurements of earlier runs
     */
    ReportStep(
            Arguments arguments,
            Map<String, String> environment,
            Path cache,
            AllureHistory tests,
            Supplier<RunHistory> history) {
        this.arguments = arguments;
        this.tests = tests;
        this.environment = Map.copyOf(environment);
        this.cache = cache;
        this.history = history;
    }

    /**
     * Writes the report and prints where it is.
     *
     * @param words {@code [--output FOLDER] [--history FILE] [--folder FOLDER] [RESULTS…]}; by default
     *     {@code target/allure-results} is read and {@code allure-report} is written beside it
     */
    public static void main(String... words) {
        new ReportFork(System.out::println).run(List.of(words));
    }

    static Path cache(Map<String, String> environment) {
        String folder = environment.getOrDefault("XDG_CACHE_HOME", "");
        return folder.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache", "nestlab")
                : Path.of(folder, "nestlab");
    }

    /** The page that people open. */
    static Path index(Arguments arguments) {
        return arguments.output().resolve(INDEX);
    }

    /** Writes everything and returns the line to print. */
    String run() throws IOException {
        return run(new Interruption(index(arguments), line -> {}));
    }

    /** The same, if this process may be asked to end during it. */
    String run(Interruption interruption) throws IOException {
        Results results = ResultsReader.read(arguments.results());
        List<Path> folders =
                arguments.results().stream().filter(Files::isDirectory).toList();
        Map<String, String> versions = ResultsExtras.environment(results);
        StringBuilder trouble = new StringBuilder();
        for (Path folder : folders) {
            try {
                ResultsExtras.write(folder, versions, environment);
            } catch (IOException e) {
                trouble.append("; categories.json and environment.properties not written: ")
                        .append(e);
            }
        }
        try (ReportFolder place = ReportFolder.at(arguments.output(), interruption)) {
            Measurements measured = MeasurementsReader.ofRun(arguments.results(), results.tests(), history);
            OverheadPlugin overhead = OverheadPlugin.of(measured);
            String page = Page.of(results, overhead.headline(), versions, arguments.results());
            AllureOutcome allure = results.tests().isEmpty()
                    ? new AllureOutcome.Without("there are no results")
                    : allure(place.work(), folders, overhead);
            Path made;
            if (allure instanceof AllureOutcome.Made there) {
                made = there.folder();
                trouble.append(there.trouble());
            } else {
                made = Files.createDirectories(place.work().resolve("self-contained"));
                Files.writeString(made.resolve(INDEX), page);
            }
            Files.writeString(made.resolve(LABS), page);
            Files.writeString(made.resolve(OverheadPage.FILE), overhead.page());
            ExactFigures exact = ExactFigures.ofFolders(folders);
            if (!exact.isEmpty()) {
                Files.writeString(made.resolve(ExactPage.FILE), ExactPage.of(exact, steps(folders, trouble)));
                trouble.append("; what exits cost in ").append(ExactPage.FILE);
            }
            place.publish(made, LABS);
            return line(results, measured, allure, trouble);
        }
    }

    private List<ExactHistory.Step> steps(List<Path> folders, StringBuilder trouble) {
        try {
            return new ExactHistory(tests.beside(ExactHistory.FILE)).goOn(folders);
        } catch (IOException e) {
            trouble.append("; what exits cost in earlier runs is not kept: ").append(e);
            return List.of();
        }
    }

    private AllureOutcome allure(Path work, List<Path> folders, OverheadPlugin overhead) {
        AllureThree allure = new AllureThree(environment, cache);
        Optional<String> missing = allure.missing();
        if (missing.isPresent()) {
            return new AllureOutcome.Without("for Allure's report, " + missing.get());
        }
        try {
            Path copy = work.resolve("history.jsonl");
            String trouble = tests.goOn(copy, () -> allure.generate(work, folders, copy, overhead));
            return new AllureOutcome.Made(AllureThree.report(work), trouble);
        } catch (IOException | RuntimeException e) {
            return new AllureOutcome.Without("Allure's report could not be made: " + e.getMessage());
        }
    }

    private sealed interface AllureOutcome {

        record Made(Path folder, String trouble) implements AllureOutcome {}

        record Without(String reason) implements AllureOutcome {}
    }

    private String line(Results results, Measurements measured, AllureOutcome allure, CharSequence trouble) {
        StringBuilder line = new StringBuilder("Nestlab report: ")
                .append(index(arguments).toUri())
                .append(" (");
        for (TestStatus verdict : TestStatus.values()) {
            if (results.count(verdict) > 0) {
                line.append(results.count(verdict))
                        .append(' ')
                        .append(verdict.word())
                        .append(", ");
            }
        }
        line.append(
                allure instanceof AllureOutcome.Without without
                        ? "self-contained page, what each level costs in overhead.html; " + without.reason()
                        : "Allure 3, what each level costs in overhead.html, the labs' times in labs.html");
        if (!results.problems().isEmpty()) {
            line.append("; ").append(results.problems().size()).append(" results could not be read");
        }
        measured.problems().forEach(problem -> line.append("; ").append(problem));
        return line.append(trouble).append(')').toString();
    }
}
