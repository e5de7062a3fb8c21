package org.nestlab.internal.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.labtests.MavenTestSuite;
import org.nestlab.internal.settings.Durations;
import org.nestlab.internal.settings.Settings;
import picocli.CommandLine.Option;

/** Which lab tests are run on both stacks, and how. */
final class TestsOption {

    /** In nestlab.output.dir. */
    private static final String FOLDER = "gate-tests";

    @Option(
            names = "--tests",
            paramLabel = "DIR",
            description = "A Maven project, for example tests-nested: all tests that `mvn verify` runs there must pass "
                    + "on both stacks before anything is measured.")
    private @Nullable Path project;

    @Option(
            names = "--tests-filter",
            paramLabel = "PATTERN",
            defaultValue = "",
            description = "Which tests, in the form of -Dit.test: NestedKvmTests,Reset*.")
    private String filter = "";

    @Option(
            names = "--tests-arg",
            paramLabel = "WORD",
            description = "Another argument for Maven, for example --tests-arg=-Pfull; may be repeated.")
    private List<String> arguments = List.of();

    @Option(
            names = "--tests-limit",
            paramLabel = "TIME",
            defaultValue = "45m",
            description = "How long all tests may take on one stack; ${DEFAULT-VALUE}.")
    private String limit = "45m";

    /**
     * The tests that are asked for, if any.
     *
     * @throws LabConfigurationException if they are asked for wrongly
     */
    Optional<MavenTestSuite.Request> wanted(Settings settings) {
        Duration most = Durations.parse(limit.strip())
                .orElseThrow(() -> new LabConfigurationException(
                        "--tests-limit is '%s'; expected %s".formatted(limit, Durations.WANTED)));
        if (project == null) {
            if (!filter.isBlank() || !arguments.isEmpty()) {
                throw new LabConfigurationException(
                        "--tests-filter and --tests-arg need --tests; expected --tests DIR, too");
            }
            return Optional.empty();
        }
        SortedMap<String, String> set = new TreeMap<>();
        for (String key : System.getProperties().stringPropertyNames()) {
            if (key.startsWith("nestlab.")) {
                set.put(key, System.getProperty(key, ""));
            }
        }
        return Optional.of(new MavenTestSuite.Request(
                project,
                filter,
                arguments,
                most,
                settings.outputDir().resolve(FOLDER),
                set,
                Optional.ofNullable(System.getenv("PATH")).orElse("")));
    }
}
