package org.nestlab.internal.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nestlab.exact.ExactReport;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.experiment.Judged;
import org.nestlab.internal.lab.LabEngines;
import org.nestlab.internal.labtests.MavenTestSuite;
import org.nestlab.internal.labtests.ProjectTestSuite;
import org.nestlab.internal.settings.Setting;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.settings.UnknownSettings;
import org.nestlab.internal.upgrade.UpgradeFile;
import org.nestlab.internal.upgrade.UpgradeMeasurements;
import org.nestlab.internal.upgrade.UpgradeRun;
import org.nestlab.machine.Level;
import org.nestlab.report.LeftBehind;
import org.nestlab.stack.Stack;
import org.nestlab.upgrade.Outcome;
import org.nestlab.upgrade.UpgradeReport;
import org.nestlab.upgrade.UpgradeText;
import org.nestlab.workload.Workload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nestlab gate}: is the new kernel, or any other new part of the stack, still good for nesting? */
@Command(
        name = "gate",
        description = {
            "Compares two stacks of a lab: first whether both work, with --tests also all lab tests of a project "
                    + "on both, then how"
                    + " fast they are, in pairs of fresh boots.",
            "A stack is a list of entries LEVEL.KEY=VALUE, separated by commas, or @FILE with one entry in a line."
        },
        modelTransformer = StackHelp.class,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:good: both work, and every judged metric is within its limit",
            "1:worse: a metric of the candidate is worse than its limit allows",
            "2:usage error, or the request names something that does not exist",
            "3:one of the two does not work: no boot, no KVM in L1, no acceleration of L2, or a test of --tests fails",
            "125:cannot tell: not enough evidence, a measurement or a host that cannot be trusted, or an "
                    + "emulation that broke a guest"
        },
        footerHeading = "%nExample:%n",
        footer = "  nestlab gate --candidate L0.hypervisor=debian:trixie")
final class GateCommand extends JudgingCommand {

    /** The name under which the history has it. */
    private static final String TEST = "nestlab gate";

    @Option(
            names = "--baseline",
            paramLabel = "STACK",
            description = "The stack to compare with, for example L1.kernel=image; default: the lab as it is.")
    private List<String> baseline = List.of();

    @Option(
            names = "--candidate",
            paramLabel = "STACK",
            required = true,
            description = "The stack to judge, for example "
                    + "L1.kernel=package:linux-image-cloud-amd64/bookworm-backports.")
    private List<String> candidate = List.of();

    @Mixin
    private final WantedLab wanted = new WantedLab();

    @Mixin
    private final TestsOption tests = new TestsOption();

    @Mixin
    private final WantedWorkloads workloads = new WantedWorkloads();

    @Option(
            names = "--judge",
            paramLabel = "LEVEL:METRIC",
            split = ",",
            description =
                    "Which metrics are judged, for example L2:exit-cpuid.cycles or L1:fio-randread-4k; all if none is"
                            + " named. The fewer, the less evidence each needs; the others are only shown.")
    private List<String> judged = List.of();

    @Option(
            names = "--tolerance",
            paramLabel = "PART",
            defaultValue = "0.10",
            description = "The largest acceptable loss where no threshold of L1/L1 or L2/L2 applies; ${DEFAULT-VALUE}.")
    private double tolerance = 0.10;

    @Option(
            names = "--exact",
            description = "Also measures what exits cost in instructions on both stacks; see `nestlab exact --help`.")
    private boolean exact;

    @Option(names = "--thresholds", paramLabel = "FILE", description = "Instead of nestlab.thresholds.")
    private @Nullable String thresholds;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            description = "Instead of nestlab.pairs.max: no more pairs than these.")
    private @Nullable String pairs;

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            description = "Instead of nestlab.experiment.budget, for example 15m: no pair begins later.")
    private @Nullable String budget;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The JSON file for the whole result; default: gate.json in nestlab.output.dir.")
    private @Nullable Path output;

    @Mixin
    private HistoryOption historyOption = new HistoryOption();

    private final Supplier<UpgradeMeasurements> measuring;
    private final Function<MavenTestSuite.Request, ProjectTestSuite> runner;
    private final ExactOptions.Factory emulated;

    /** On real machines. */
    GateCommand() {
        this(() -> UpgradeMeasurements.onRealMachines(LabEngines.current()), MavenTestSuite::new);
    }

    /** @param runner runs the tests of a project */
    GateCommand(Supplier<UpgradeMeasurements> measuring, Function<MavenTestSuite.Request, ProjectTestSuite> runner) {
        this(measuring, runner, ExactOptions.Factory.HERE);
    }

    /** With what measures exact costs. */
    GateCommand(
            Supplier<UpgradeMeasurements> measuring,
            Function<MavenTestSuite.Request, ProjectTestSuite> runner,
            ExactOptions.Factory emulated) {
        this.measuring = measuring;
        this.runner = runner;
        this.emulated = emulated;
    }

    @Override
    Outcome judge() {
        UnknownSettings.check("the system properties", System.getProperties().stringPropertyNames());
        Settings settings = Settings.from(this::setting);
        SortedMap<Level, List<Workload>> measured = workloads.byLevel(settings);
        UpgradeRun.Request comparison = new UpgradeRun.Request(
                TEST,
                wanted.spec(),
                Stack.parse(baseline),
                Stack.parse(candidate),
                measured,
                Judged.of(judged, measured),
                tolerance);
        Outcome costs = exact
                ? new ExactComparison(emulated, this::print)
                        .judge(settings, Stack.parse(baseline), Stack.parse(candidate))
                : Outcome.GOOD;
        Optional<ProjectTestSuite> both = tests.wanted(settings).map(runner);
        try (RunHistory history = historyOption.open()) {
            UpgradeMeasurements with = measuring.get();
            UpgradeReport report = with.compare(comparison, settings, history, both, this::print);
            print("");
            print(UpgradeText.of(report).stripTrailing());
            Path file = Optional.ofNullable(output)
                    .orElseGet(() -> settings.outputDir().resolve("gate.json"));
            UpgradeFile.write(report, file);
            print("all of it is in " + file);
            printStarts(with.engine());
            return ExactReport.worst(costs, report.outcome());
        } finally {
            // Tests that did not end when they were asked to have left their labs to the next run.
            if (both.isPresent()) {
                LeftBehind.remove(this::setting, Path.of("")).forEach(this::print);
            }
        }
    }

    private Optional<String> setting(String key) {
        Map<String, @Nullable String> ours = new HashMap<>();
        ours.put(Setting.THRESHOLDS.key(), thresholds);
        ours.put(Setting.PAIRS_MAX.key(), pairs);
        ours.put(Setting.EXPERIMENT_BUDGET.key(), budget);
        return Optional.ofNullable(ours.get(key)).or(() -> Optional.ofNullable(System.getProperty(key)));
    }
}
