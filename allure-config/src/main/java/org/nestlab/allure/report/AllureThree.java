package org.nestlab.allure.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.nestlab.allure.ExperimentRecorder;

/** Allure 3, installed once from the committed lock file into a cache folder, then run on the results. */
final class AllureThree {

    /**
     * The oldest Node that works. Allure 3.18.0 declares none; one library of it, which only its watch command uses,
     * wants 20.19, and {@code generate} was run on 18.20 and on 20.20.
     */
    static final int NODE = 18;

    private static final Duration INSTALLING = Duration.ofMinutes(3);
    private static final Duration GENERATING = Duration.ofMinutes(3);
    private static final int HISTORY_LIMIT = 1_000;

    /** The report opens from a file and sends no requests: a browser refuses whatever else Allure may include. */
    private static final String POLICY =
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self' data: blob:"
                    + " 'unsafe-inline' 'unsafe-eval'\">";

    /** {@code <script async src="https://www.googletagmanager.com/gtag/js?id=…"></script> <script> … </script>} */
    private static final Pattern ANALYTICS = Pattern.compile(
            "<script async src=\"https://www\\.googletagmanager\\.com/[^\"]*\"></script>\\s*<script>.*?</script>",
            Pattern.DOTALL);

    private static final String NARROW =
            "<style>main>div{grid-template-columns:repeat(auto-fit,minmax(min(100%,380px),1fr))!important}</style>";

    /** {@code "href":"awesome/"} */
    private static final Pattern FOLDER = Pattern.compile("\"href\":\"(awesome|overhead)/\"");

    private final Tool tools;
    private final Path cache;

    /**
     * @param environment with PATH and what npm needs
     * @param cache the folder for the installation, shared by all projects of a user
     */
    AllureThree(Map<String, String> environment, Path cache) {
        this.tools = new Tool(environment);
        this.cache = cache;
    }

    /** What is missing to run Allure 3, with what to do about it; empty if nothing is. */
    Optional<String> missing() {
        Optional<Path> node = tools.find("node");
        if (node.isEmpty() || tools.find("npm").isEmpty()) {
            return Optional.of("install Node %d or newer, with npm".formatted(NODE));
        }
        try {
            String version = tools.run(
                            Path.of("/"),
                            Duration.ofSeconds(20),
                            List.of(node.get().toString(), "--version"))
                    .strip();
            int major = Integer.parseInt(version.replaceFirst("^v", "").replaceFirst("\\..*", ""));
            return major >= NODE
                    ? Optional.empty()
                    : Optional.of("install Node %d or newer; this is %s".formatted(NODE, version));
        } catch (IOException | NumberFormatException e) {
            return Optional.of("mend Node, which does not run: " + e.getMessage());
        }
    }

    /**
     * Writes the report: a summary with a card for the tests and one for the overhead, each a page of its own.
     *
     * @param work an empty folder
     * @param results the folders to read
     * @param history the file with the earlier runs, to which this run is appended
     * @throws IOException if the report could not be made; otherwise it is in {@link #report}
     */
    void generate(Path work, List<Path> results, Path history, OverheadPlugin overhead) throws IOException {
        Path installation = install();
        List<String> command = new ArrayList<>(List.of(
                tools.find("node").orElseThrow().toString(),
                installation.resolve("node_modules/allure/cli.js").toString(),
                "generate",
                "--cwd",
                work.toString(),
                "--config",
                config(work, history, overhead).toString()));
        // Allure treats folders as patterns, so a bracket in a path would hide them: it gets plain names.
        for (int i = 0; i < results.size(); i++) {
            copy(results.get(i), work.resolve("results" + i));
            command.add("results" + i);
        }
        tools.run(work, GENERATING, command);
        Path report = report(work);
        Path summary = report.resolve("index.html");
        Files.writeString(summary, quiet(readable(Files.readString(summary))));
        Path tests = report.resolve("awesome/index.html");
        Files.writeString(tests, quiet(Files.readString(tests)));
    }

    /** The folder with {@code index.html}, inside the one to work in. */
    static Path report(Path work) {
        return work.resolve("report");
    }

    /**
     * The summary, adapted to a file and to a phone: its cards link to folders, which a browser would list if the
     * report is opened from a file, and no card is narrower than 380 pixels.
     */
    static String readable(String summary) {
        return FOLDER.matcher(summary)
                .replaceAll("\"href\":\"$1/index.html\"")
                .replaceFirst("</head>", Matcher.quoteReplacement(NARROW + "</head>"));
    }

    /** The page without the scripts that send requests when it is opened. */
    static String quiet(String page) {
        return ANALYTICS.matcher(page).replaceAll("").replaceFirst("<head>", "<head>" + POLICY);
    }

    /** With a single plugin, Allure would replace the summary by that plugin's page. */
    private static Path config(Path work, Path history, OverheadPlugin overhead) throws IOException {
        Path file = work.resolve("allurerc.json");
        Map<String, Object> awesome = Map.of("reportName", "Nestlab: tests", "singleFile", true);
        ReportJson.MAPPER.writeValue(
                file.toFile(),
                Map.of(
                        "name", "Nestlab",
                        "output", report(work).toString(),
                        "historyPath", history.toString(),
                        "historyLimit", HISTORY_LIMIT,
                        "categories", ResultsExtras.categories(),
                        "plugins",
                                Map.of("awesome", Map.of("options", awesome), "overhead", overhead.configure(work))));
        return file;
    }

    /** Another process may be installing, and may hang while it does. */
    private static FileLock patiently(FileChannel channel, Path installation) throws IOException {
        try {
            return Awaitility.await("the lock of " + installation)
                    .atMost(INSTALLING.multipliedBy(2))
                    .pollInSameThread()
                    .until(channel::tryLock, lock -> lock != null);
        } catch (ConditionTimeoutException e) {
            throw new IOException(
                    "another process has held the lock in %s for %d min"
                            .formatted(installation, INSTALLING.multipliedBy(2).toMinutes()),
                    e);
        }
    }

    /** One installation for each lock file, made by one process at a time; it is complete or does not exist. */
    private Path install() throws IOException {
        String lockFile = Resources.text("package-lock.json");
        Path installation = cache.resolve("allure-report-" + Integer.toHexString(lockFile.hashCode()));
        Path done = installation.resolve("installed");
        Files.createDirectories(installation);
        try (FileChannel channel = FileChannel.open(
                        installation.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = patiently(channel, installation)) {
            if (lock.isValid() && !Files.exists(done)) {
                Files.writeString(installation.resolve("package.json"), Resources.text("package.json"));
                Files.writeString(installation.resolve("package-lock.json"), lockFile);
                String npm = tools.find("npm").orElseThrow().toString();
                tools.run(
                        installation,
                        INSTALLING,
                        List.of(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=0"));
                Files.createFile(done);
            }
        }
        return installation;
    }

    /** Plain files only: Allure does not read folders, nor the files that were left there for this report. */
    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            files.filter(f -> Files.isRegularFile(f)
                            && !f.getFileName().toString().endsWith(ExperimentRecorder.SUFFIX))
                    .forEach(file -> {
                        try {
                            Files.copy(file, to.resolve(file.getFileName()));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
