package org.nestlab.allure.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.nestlab.ProvisioningException;
import org.nestlab.cli.Subcommand;
import org.nestlab.report.ReportHistory;
import org.nestlab.report.ShardResults;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nestlab report merge}: what several shards have left becomes one report, and one exit status. */
@Command(
        name = "merge",
        description = {
            "Makes one report and one verdicts.json of the results of all shards, and checks that every test was run once.",
            "The worst verdict of any shard is that of all."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every test was run once and none failed, and what was judged is within its limits",
            "1:a test failed, was not run, or more than once; a limit is exceeded, or a result is invalid or missing",
            "2:the shards have left no record, or usage error",
            "125:cannot tell: a verdict is inconclusive"
        },
        footerHeading = "%nExample:%n",
        footer = "  nestlab report merge shard-1 shard-2 --output report")
final class ReportMergeCommand extends Subcommand {

    private static final int BAD = 1;
    private static final int CANNOT_TELL = 125;
    private static final String ID = "junit.platform.uniqueid";

    @Parameters(
            paramLabel = "DIR",
            arity = "1..*",
            description =
                    "What the shards have left, at any depth: target/allure-results and target/nestlab of each module.")
    private List<Path> folders = List.of();

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            defaultValue = "allure-report",
            description = "The report, which is replaced as a whole; default: ${DEFAULT-VALUE} in the current folder.")
    private Path output = Path.of("allure-report");

    private final Map<String, String> environment;

    /** As the user calls it. */
    ReportMergeCommand() {
        this(System.getenv());
    }

    /** @param environment with PATH, where Node is looked for */
    ReportMergeCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        ShardResults shards = ShardResults.of(folders);
        Path report = output.toAbsolutePath().normalize();
        ShardFolders found = ShardFolders.in(folders, report);
        MergedVerdicts verdicts = MergedVerdicts.read(found.verdicts());
        List<String> problems = new ArrayList<>(shards.problems());
        problems.addAll(verdicts.problems());
        problems.addAll(missing(ResultsReader.read(found.results()), shards, verdicts));
        shards.failed().forEach(test -> problems.add(test + " failed"));
        write(report, found, verdicts);
        problems.forEach(problem -> say("nestlab: " + problem));
        say("%d tests of %d shards; %s".formatted(shards.tests(), shards.shards(), verdicts.text()));
        if (!problems.isEmpty() || verdicts.worst().isBad()) {
            return BAD;
        }
        return verdicts.worst() == TestStatus.SKIPPED ? CANNOT_TELL : 0;
    }

    /** What the shards ran or measured, and did not hand over. */
    private static List<String> missing(Results results, ShardResults shards, MergedVerdicts verdicts) {
        Set<String> reported = new TreeSet<>();
        Set<String> measured = new TreeSet<>();
        for (Results.Test test : results.tests()) {
            reported.addAll(test.labels().getOrDefault(ID, List.of()));
            measured.addAll(test.experiments());
        }
        List<String> missing = new ArrayList<>(results.problems());
        shards.ran().stream()
                .filter(id -> !reported.contains(id))
                .sorted()
                .forEach(id -> missing.add("Allure has no result of %s, which was run".formatted(id)));
        measured.stream()
                .filter(id -> !verdicts.experiments().contains(id))
                .forEach(id -> missing.add("no verdicts.json has experiment %s, which a test shows".formatted(id)));
        return missing;
    }

    private void write(Path report, ShardFolders found, MergedVerdicts verdicts) {
        Function<String, Optional<String>> settings = key -> Optional.ofNullable(System.getProperty(key));
        Path folder = Path.of("").toAbsolutePath();
        Arguments arguments = new Arguments(found.results(), report, Optional.empty(), folder);
        try {
            String line = new ReportStep(
                            arguments,
                            environment,
                            ReportStep.cache(environment),
                            AllureHistory.of(arguments, settings),
                            () -> ReportHistory.open(settings, folder))
                    .run();
            if (!verdicts.rows().isEmpty()) {
                verdicts.write(report.resolve(MergedVerdicts.FILE));
            }
            say(line);
        } catch (IOException e) {
            throw new ProvisioningException("the report cannot be written: " + e.getMessage(), e);
        }
    }
}
