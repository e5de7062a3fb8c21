package org.nestlab.allure.report;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The step after the tests, run in {@code post-integration-test}: writes the pages that people open.
 *
 * <ul>
 *   <li>{@code index.html} always exists: Allure 3's report where Node and npm are there, else the same as the next;
 *   <li>{@code labs.html} is drawn here, needs nothing but a browser, and shows what the labs cost;
 *   <li>{@code categories.json}, {@code environment.properties} and, in a build of Jenkins, {@code executor.json} go beside the
 *       results, for every other Allure.
 * </ul>
 *
 * <p>It never fails a build: what goes wrong is said in the one line that it prints.
 */
public final class ReportStep {

    private static final String INDEX = "index.html";
    private static final String LABS = "labs.html";

    private final Arguments arguments;
    private final Map<String, String> environment;
    private final Path cache;

    ReportStep(Arguments arguments, Map<String, String> environment, Path cache) {
        this.arguments = arguments;
        this.environment = Map.copyOf(environment);
        this.cache = cache;
    }

    /**
     * Writes the report and prints where it is.
     *
     * @param words {@code [--output FOLDER] [--history FILE] [RESULTS…]}; by default {@code target/allure-results} is read
     *     and {@code allure-report} beside it written
     */
    public static void main(String... words) {
        String line;
        try {
            Map<String, String> environment = System.getenv();
            line = new ReportStep(Arguments.parse(words), environment, cache(environment)).run();
        } catch (IOException | RuntimeException e) {
            line = "Nestlab report: could not be written: " + e;
        }
        System.out.println(line);
    }

    private static Path cache(Map<String, String> environment) {
        String folder = environment.getOrDefault("XDG_CACHE_HOME", "");
        return folder.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache", "nestlab")
                : Path.of(folder, "nestlab");
    }

    /** Writes everything and hands back the line to print. */
    String run() throws IOException {
        Results results = ResultsReader.read(arguments.results());
        List<Path> folders =
                arguments.results().stream().filter(Files::isDirectory).toList();
        Map<String, String> versions = ResultsExtras.environment(results);
        String trouble = "";
        for (Path folder : folders) {
            try {
                ResultsExtras.write(folder, versions, environment);
            } catch (IOException e) {
                trouble = "; categories.json and environment.properties not written: " + e;
            }
        }
        Path parent = arguments.output().resolveSibling("");
        Files.createDirectories(parent);
        Path work = Files.createTempDirectory(parent, ".nestlab-report");
        try {
            String page = Page.of(results, versions, arguments.results());
            AllureOutcome allure = results.tests().isEmpty()
                    ? new AllureOutcome.Without("there are no results")
                    : allure(work, folders);
            Path made;
            if (allure instanceof AllureOutcome.Made there) {
                made = there.folder();
            } else {
                made = Files.createDirectories(work.resolve("self-contained"));
                Files.writeString(made.resolve(INDEX), page);
            }
            Files.writeString(made.resolve(LABS), page);
            replace(arguments.output(), made, work);
            return line(results, allure, trouble);
        } finally {
            delete(work);
        }
    }

    private AllureOutcome allure(Path work, List<Path> folders) {
        AllureThree allure = new AllureThree(environment, cache);
        Optional<String> missing = allure.missing();
        if (missing.isPresent()) {
            return new AllureOutcome.Without("for Allure's report, " + missing.get());
        }
        try {
            return new AllureOutcome.Made(allure.generate(work, folders, arguments.history()));
        } catch (IOException | RuntimeException e) {
            return new AllureOutcome.Without("Allure's report could not be made: " + e.getMessage());
        }
    }

    private sealed interface AllureOutcome {

        record Made(Path folder) implements AllureOutcome {}

        record Without(String reason) implements AllureOutcome {}
    }

    private String line(Results results, AllureOutcome allure, String trouble) {
        StringBuilder line = new StringBuilder("Nestlab report: ")
                .append(arguments.output().resolve(INDEX).toUri())
                .append(" (");
        for (Verdict verdict : Verdict.values()) {
            if (results.count(verdict) > 0) {
                line.append(results.count(verdict))
                        .append(' ')
                        .append(verdict.word())
                        .append(", ");
            }
        }
        line.append(
                allure instanceof AllureOutcome.Without without
                        ? "self-contained page; " + without.reason()
                        : "Allure 3; the labs' times in labs.html");
        if (!results.problems().isEmpty()) {
            line.append("; ").append(results.problems().size()).append(" results could not be read");
        }
        return line.append(trouble).append(')').toString();
    }

    /** Another report may be written at the same time: the last one stays, whole. */
    private static void replace(Path output, Path made, Path work) throws IOException {
        for (int attempt = 1; ; attempt++) {
            if (Files.exists(output)) {
                if (!Files.exists(output.resolve(LABS)) && !isEmpty(output)) {
                    throw new IOException(output + " exists and is no report of Nestlab's: name another with --output");
                }
                Files.move(output, work.resolve("old" + attempt));
            }
            try {
                Files.move(made, output);
                return;
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
                if (attempt == 5) {
                    throw e;
                }
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
