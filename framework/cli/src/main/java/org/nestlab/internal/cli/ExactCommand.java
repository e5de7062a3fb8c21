package org.nestlab.internal.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.ExactReport;
import org.nestlab.exact.ExactReport.Part;
import org.nestlab.exact.ExactText;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.exact.cost.Accepted;
import org.nestlab.internal.exact.cost.AcceptedFile;
import org.nestlab.internal.exact.cost.Bisection;
import org.nestlab.internal.exact.cost.EachVendor;
import org.nestlab.internal.exact.cost.ExactJson;
import org.nestlab.internal.exact.cost.ExactRun;
import org.nestlab.internal.exact.cost.Measuring;
import org.nestlab.internal.file.WholeFile;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.settings.UnknownSettings;
import org.nestlab.internal.thresholds.ExactLimits;
import org.nestlab.internal.thresholds.ThresholdFiles;
import org.nestlab.stack.Stack;
import org.nestlab.upgrade.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nestlab exact}: what exits cost in instructions, on emulated machines whose clock counts these. */
@Command(
        name = "exact",
        subcommands = ExactAcceptCommand.class,
        description = {
            "Measures what exits of a guest and of a nested guest cost, in instructions and in exits of L1's KVM, and compares two kernels.",
            "The figures are the same in every run, on any machine and under any load, so one run of each side "
                    + "decides. They do not show"
                    + " what hardware does by itself: a VM entry counts as one instruction.",
            "Without --baseline the candidate is compared with exact-baseline.yaml (with --io: "
                    + "exact-io-baseline.yaml) if it exists, and otherwise only"
                    + " measured."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:good: every figure is within its limit, or nothing was compared",
            "1:worse: a figure of the candidate exceeds its limit",
            "2:usage error, or the request names something that does not exist",
            "3:one of the two does not work: no boot, no KVM, no nested guest",
            "125:cannot tell: figures that do not repeat or are missing, a fault of the emulator, a machine that is too slow"
        },
        footerHeading = "%nExample:%n",
        footer = "  nestlab exact --vendor amd")
final class ExactCommand extends JudgingCommand {

    @Mixin
    private final ExactOptions options = new ExactOptions();

    @Option(
            names = "--baseline",
            paramLabel = "STACK",
            description = "The stack to compare with, which is measured, too; for example L1.kernel=image.")
    private List<String> baseline = List.of();

    @Option(
            names = "--accepted",
            paramLabel = "FILE",
            description =
                    "The figures of `nestlab exact accept`, instead of exact-baseline.yaml, or of exact-io-baseline.yaml with --io.")
    private @Nullable Path accepted;

    @Option(
            names = "--kernels",
            paramLabel = "KERNEL",
            split = ",",
            description = "Measures these kernels of L1, one after the other, each as in L1.kernel=KERNEL.")
    private List<String> kernels = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "FROM-TO",
            description =
                    "Whether the candidate works under each of these seeds of the emulator: other timings, each repeatable.")
    private @Nullable String seeds;

    @Option(
            names = "--worse-than",
            paramLabel = "LIMIT",
            split = ",",
            description = {
                "For `git bisect run`: the candidate alone, worse where a figure exceeds its limit, as amd:L3:cpuid=39000 or L3:cpuid.exits=8.",
                "A kernel that does not work, or cannot be booted, ends with 125, so that bisecting passes over it; a command that is wrong"
                        + " with 255, at which git stops."
            })
    private List<String> worseThan = List.of();

    @Option(names = "--once", description = "No side of a comparison is run twice to see whether its figures repeat.")
    private boolean once;

    @Option(
            names = "--in-turn",
            description =
                    "Measures the vendors one after the other, and not side by side where the host has two processors.")
    private boolean inTurn;

    @Option(names = "--json", description = "The same for machines; progress goes to standard error.")
    private boolean json;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description =
                    "Where all of it is written as JSON, after each machine: `nestlab exact-page FILE` draws it, and so does the report of a folder of results,"
                            + " for a name that ends with nestlab-exact.json.")
    private @Nullable Path output;

    private final ExactOptions.Factory factory;

    /** On real machines. */
    ExactCommand() {
        this(ExactOptions.Factory.HERE);
    }

    ExactCommand(ExactOptions.Factory factory) {
        this.factory = factory;
    }

    @Override
    Outcome judge() {
        UnknownSettings.check("the system properties", System.getProperties().stringPropertyNames());
        Settings settings = Settings.fromSystemProperties();
        onlyOneOf();
        Bisection bisection = Bisection.parse(worseThan);
        List<Vendor> vendors =
                worseThan.isEmpty() ? options.vendors() : bisection.vendors(options.vendors(), options.named());
        List<Boolean> mitigations = options.mitigations();
        Stack candidate = options.candidate();
        Measuring measuring = options.open(factory, settings, this::progress);
        int atOnce = inTurn ? 1 : measuring.atOnce();
        BiFunction<Vendor, Boolean, Stream<Part>> one = work(settings, measuring, candidate, bisection);
        Function<Vendor, Stream<Part>> all = vendor -> mitigations.stream().flatMap(on -> one.apply(vendor, on));
        List<Part> soFar = new CopyOnWriteArrayList<>();
        EachVendor each;
        try {
            each = EachVendor.of(vendors, atOnce, all, measured -> {
                soFar.clear();
                soFar.addAll(measured);
                write(new ExactReport(measured));
            });
        } catch (RuntimeException e) {
            // What was measured before, which may have taken an hour, is not lost with what failed.
            show(soFar);
            throw e;
        }
        if (options.named() && !each.leftOut().isEmpty()) {
            show(each.parts());
            throw new HostNotCapableException(String.join("; ", each.leftOut()));
        }
        each.leftOut().forEach(this::progress);
        ExactReport report = new ExactReport(each.parts());
        write(report);
        show(each.parts());
        return report.outcome();
    }

    private void show(List<Part> parts) {
        if (parts.isEmpty()) {
            return;
        }
        if (output != null) {
            progress("all of it is in " + output);
        }
        ExactReport report = new ExactReport(parts);
        print((json ? ExactJson.of(report) : ExactText.of(report)).stripTrailing());
    }

    @Override
    int misunderstood(LabConfigurationException e) {
        if (worseThan.isEmpty()) {
            return super.misunderstood(e);
        }
        complain(String.valueOf(e.getMessage()));
        return Bisection.STOP;
    }

    private void write(ExactReport report) {
        if (output == null) {
            return;
        }
        try {
            WholeFile.write(output, ExactJson.of(report));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written: %s".formatted(output, e), e);
        }
    }

    private void onlyOneOf() {
        long ways = List.of(!baseline.isEmpty(), !kernels.isEmpty(), seeds != null, !worseThan.isEmpty()).stream()
                .filter(given -> given)
                .count();
        if (ways > 1) {
            throw new LabConfigurationException(
                    "--baseline, --kernels, --seeds and --worse-than are four ways to ask; expected one of them");
        }
    }

    /** What is done on a vendor's machine, with L1's mitigations or without. */
    private BiFunction<Vendor, Boolean, Stream<Part>> work(
            Settings settings, Measuring measuring, Stack candidate, Bisection bisection) {
        ExactRun run = new ExactRun(measuring, ThresholdFiles.loadExact(settings.experiments()), !once);
        // What is compared with nothing is not run again to see that it repeats: nobody is told that it is worse.
        ExactRun alone = new ExactRun(measuring, ThresholdFiles.loadExact(settings.experiments()), false);
        if (!worseThan.isEmpty()) {
            return (vendor, mitigations) ->
                    Stream.of(bisection.judge(ExactOptions.machine(vendor, candidate, mitigations), alone::measure));
        }
        if (!kernels.isEmpty()) {
            List<Stack> stacks = ExactOptions.kernels(kernels);
            return (vendor, mitigations) -> stacks.stream()
                    .map(kernel -> alone.measure(ExactOptions.machine(vendor, candidate.and(kernel), mitigations)));
        }
        if (seeds != null) {
            SeedRange range = SeedRange.parse(seeds);
            return (vendor, mitigations) ->
                    underSeeds(measuring, range, ExactOptions.machine(vendor, candidate, mitigations));
        }
        if (!baseline.isEmpty()) {
            Stack before = Stack.parse(baseline);
            return (vendor, mitigations) -> Stream.of(run.compare(
                    ExactOptions.machine(vendor, before, mitigations),
                    ExactOptions.machine(vendor, candidate, mitigations)));
        }
        Map<Vendor, Accepted> figures = accepted();
        boolean both = options.mitigations().size() > 1;
        return (vendor, mitigations) -> {
            MachineSpec machine = ExactOptions.machine(vendor, candidate, mitigations);
            // Of both, those without are only shown beside the others.
            @Nullable Accepted those = both && !mitigations ? null : figures.get(vendor);
            return Stream.of(those == null ? alone.measure(machine) : run.compare(those, machine));
        };
    }

    private Stream<Part> underSeeds(Measuring measuring, SeedRange range, MachineSpec machine) {
        ExactRun alone = new ExactRun(one -> measuring.measureExactly(one), ExactLimits.none(), false);
        return range.seeds().mapToObj(seed -> {
            Part part = alone.measure(machine.withSeed(seed));
            progress("exact: %s: %s: %s".formatted(machine.withSeed(seed), part.outcome(), part.reason()));
            return part;
        });
    }

    private Map<Vendor, Accepted> accepted() {
        Path usual = AcceptedFile.usual(options.subject());
        if (accepted == null && !Files.exists(usual)) {
            return new EnumMap<>(Vendor.class);
        }
        return AcceptedFile.read(accepted == null ? usual : accepted);
    }

    private void progress(String line) {
        if (json) {
            complain(line);
        } else {
            print(line);
        }
    }
}
