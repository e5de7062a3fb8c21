package org.nestlab.internal.labtests;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.file.Folders;
import org.nestlab.internal.settings.Setting;
import org.nestlab.internal.text.Tail;
import org.nestlab.stack.Stack;
import org.nestlab.upgrade.FunctionalCheck.State;

/**
 * The tests of a Maven project, run by {@code mvn verify} with {@code nestlab.stack} set. {@code TestLogListener}
 * writes the outcome of each test, so the reports of Surefire and Failsafe need not be found, and a run that ends early
 * has written the outcomes so far.
 */
public final class MavenTestSuite implements ProjectTestSuite {

    /**
     * Set to the side for the build, so that a profile of the project can leave out what only a build of its own is
     * for.
     */
    static final String SIDE = "gate.side";

    /** What is about one side, or about what is done elsewhere. */
    private static final Set<Setting> NOT_HANDED_ON = Set.of(
            Setting.STACK,
            Setting.BASELINE,
            Setting.CANDIDATE,
            Setting.OUTPUT_DIR,
            Setting.HISTORY,
            Setting.TEST_LOG,
            Setting.PAIRS_MAX,
            Setting.EXPERIMENT_BUDGET);

    private static final int TAIL = 30;
    private static final long TAIL_BYTES = 20_000;

    /**
     * Which tests, and how.
     *
     * @param project the folder of their {@code pom.xml}
     * @param filter which of them, as {@code -Dit.test} takes it; blank for all
     * @param arguments more words for Maven
     * @param limit for all of them on one stack
     * @param output the folder that gets one of each side, which is emptied first
     * @param settings what is set of {@code nestlab.*}, for all but what is about one side
     * @param path where {@code mvn} is looked for where the project has no {@code mvnw}, as in the environment's PATH
     */
    public record Request(
            Path project,
            String filter,
            List<String> arguments,
            Duration limit,
            Path output,
            SortedMap<String, String> settings,
            String path) {

        public Request {
            arguments = List.copyOf(arguments);
            settings = new TreeMap<>(settings);
            if (!Files.isRegularFile(project.resolve("pom.xml"))) {
                throw new LabConfigurationException(
                        "%s has no pom.xml; expected the folder of a Maven project, like tests-nested"
                                .formatted(project));
            }
        }
    }

    private final Request request;

    public MavenTestSuite(Request request) {
        this.request = request;
    }

    @Override
    public Run run(String side, Stack stack, Consumer<String> progress) {
        Path folder = emptied(request.output().toAbsolutePath().resolve(side));
        Path output = folder.resolve("maven.log");
        Path file = folder.resolve("tests.jsonl");
        Told told = new Told(file, progress);
        long start = System.nanoTime();
        OptionalInt status = new ChildProgram(
                        command(side, stack, folder, file), request.project().toAbsolutePath(), output, request.limit())
                .run(told::look);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        told.look();
        return new Run(TestLog.read(file), status, request.limit(), took, output, tail(output));
    }

    private List<String> command(String side, Stack stack, Path folder, Path file) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(SIDE, side);
        request.settings()
                .forEach((key, value) -> Setting.of(key)
                        .filter(setting -> !NOT_HANDED_ON.contains(setting))
                        .ifPresent(setting -> properties.put(key, inAnyFolder(setting, value))));
        if (!stack.entries().isEmpty()) {
            properties.put(Setting.STACK.key(), stack.absolute().text());
        }
        properties.put(Setting.TEST_LOG.key(), file.toString());
        properties.put(Setting.OUTPUT_DIR.key(), folder.resolve("nestlab").toString());
        properties.put(Setting.HISTORY.key(), "off");
        properties.put(
                "allure.results.directory", folder.resolve("allure-results").toString());
        if (!request.filter().isBlank()) {
            properties.put("test", request.filter());
            properties.put("it.test", request.filter());
            properties.put("surefire.failIfNoSpecifiedTests", "false");
            properties.put("failsafe.failIfNoSpecifiedTests", "false");
        }
        List<String> command = new ArrayList<>(List.of(maven(), "-B", "-ntp", "verify"));
        properties.forEach((key, value) -> command.add("-D%s=%s".formatted(key, value)));
        command.addAll(request.arguments());
        return command;
    }

    /** Maven runs each module in its own folder. */
    private static String inAnyFolder(Setting setting, String value) {
        boolean path = setting.wanted().equals("file") || setting.wanted().equals("folder");
        return path && !value.isBlank()
                ? Path.of(value.strip()).toAbsolutePath().toString()
                : value;
    }

    private String maven() {
        Path wrapper = request.project().toAbsolutePath().resolve("mvnw");
        if (Files.isExecutable(wrapper)) {
            return wrapper.toString();
        }
        for (String folder : request.path().split(File.pathSeparator, -1)) {
            Path program = Path.of(folder, "mvn");
            if (!folder.isEmpty() && Files.isExecutable(program) && !Files.isDirectory(program)) {
                return program.toString();
            }
        }
        throw new LabConfigurationException(
                "no mvn in the PATH and no mvnw in %s; expected Maven 3.8 or newer, which runs the tests"
                        .formatted(request.project()));
    }

    private static Path emptied(Path folder) {
        try {
            Folders.delete(folder);
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be emptied: %s".formatted(folder, e), e);
        }
    }

    private static List<String> tail(Path output) {
        try (SeekableByteChannel channel = Files.newByteChannel(output)) {
            channel.position(Math.max(0, channel.size() - TAIL_BYTES));
            byte[] end = Channels.newInputStream(channel).readNBytes((int) TAIL_BYTES);
            List<String> lines = new String(end, StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceAll("\u001B\\[[0-9;]*m", "").stripTrailing())
                    .filter(line -> !line.isBlank())
                    .toList();
            return Tail.of(lines, TAIL);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read: %s".formatted(output, e), e);
        }
    }

    /** Reports each test that did not pass, once. */
    private static final class Told {

        private final Path file;
        private final Consumer<String> progress;
        private int told;

        Told(Path file, Consumer<String> progress) {
            this.file = file;
            this.progress = progress;
        }

        void look() {
            List<TestLog.Ended> all = TestLog.read(file).ended();
            for (TestLog.Ended test : all.subList(Math.min(told, all.size()), all.size())) {
                if (test.state() != State.HOLDS) {
                    progress.accept("  " + TestChecks.of(test));
                }
            }
            told = all.size();
        }
    }
}
