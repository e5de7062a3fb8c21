package org.nestlab.internal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.LabException;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.Profile;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.experiment.ExperimentRun;
import org.nestlab.internal.experiment.KnownWorkloads;
import org.nestlab.internal.experiment.LabStage;
import org.nestlab.internal.experiment.StageFactory;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.lab.LabEngines;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Settings;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Machine;
import org.nestlab.spec.LabSpec;
import org.nestlab.verdict.Calibration;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Workload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nestlab calibrate measure}: one machine against itself, where every difference is noise. */
@Command(
        name = "measure",
        description = {
            "Brings up the lab of the performance tests, measures one of its machines against itself, keeps the pairs,"
                    + " takes the lab down, and says what the gate makes of them.",
            "Settings apply as in a test run: NESTLAB_OPTS=-Dnestlab.timeout.scale=2 nestlab calibrate measure"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:measured, and no side was called worse than the other",
            "1:the measurement did not finish, or one side was called worse than the other",
            "2:usage error"
        },
        footerHeading = "%nExample:%n",
        footer = "  nestlab calibrate measure")
final class CalibrateMeasureCommand extends PrintingCommand implements Callable<Integer> {

    /** The name under which the history has it. */
    private static final String TEST = "nestlab calibrate measure";

    /** So many experiments of the history are looked through for more pairs of this machine. */
    private static final int LOOKED_THROUGH = 200;

    private final Supplier<LabEngine> engine;
    private final StageFactory stages;

    @Option(
            names = "--level",
            paramLabel = "L1",
            defaultValue = "L1",
            description = "The machine: L0 (the host, needs root), L1 or L2; ${DEFAULT-VALUE}.")
    private String level = "L1";

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "20",
            description = "The number of pairs, at least 8; ${DEFAULT-VALUE}.")
    private int pairs = 20;

    @Option(
            names = "--workload",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "sysbench-cpu-single,fio-randread-4k",
            description = "One or more names of workloads; default: ${DEFAULT-VALUE}.")
    private List<String> workloads = List.of();

    @Option(
            names = "--profile",
            paramLabel = "quick|standard|thorough",
            description = "Instead of nestlab.profile: how long a measurement is.")
    private @Nullable Profile profile;

    @Mixin
    private HistoryOption historyOption = new HistoryOption();

    /** On real machines. */
    CalibrateMeasureCommand() {
        this(LabEngines::current, LabStage::open);
    }

    CalibrateMeasureCommand(Supplier<LabEngine> engine, StageFactory stages) {
        this.engine = engine;
        this.stages = stages;
    }

    @Override
    public Integer call() {
        Settings settings = Settings.fromSystemProperties();
        LabSpec spec = LabSpec.overhead();
        int depth = depth(spec);
        if (pairs < Calibration.LEAST_PAIRS) {
            throw new LabConfigurationException(
                    "--pairs is %d; expected %d or more, as fewer say too little about noise"
                            .formatted(pairs, Calibration.LEAST_PAIRS));
        }
        List<Workload> wanted = workloads.stream()
                .map(name -> KnownWorkloads.named(name, settings.experiments().unixBench()))
                .toList();
        Experiment measured = measure(settings, spec, depth, wanted);
        measured.notes().forEach(note -> print("note: " + note));
        boolean trusted = measured.comparisons().stream().map(this::trusted).reduce(true, Boolean::logicalAnd);
        return calibrate(measured) && trusted ? ExitStatus.READY : ExitStatus.NOT_READY;
    }

    private int depth(LabSpec spec) {
        if (!level.matches("L[0-9]") || level.charAt(1) - '0' > spec.depth()) {
            throw new LabConfigurationException(
                    "--level is '%s'; expected one of L0 to L%d".formatted(level, spec.depth()));
        }
        return level.charAt(1) - '0';
    }

    /** The lab goes down however this ends; Ctrl-C is seen to where labs are brought up. */
    private Experiment measure(Settings settings, LabSpec spec, int depth, List<Workload> wanted) {
        try (ExperimentRun run =
                        new ExperimentRun(settings, stages, (tier, levels, metric) -> Optional.empty(), history());
                RunningLab lab = engine.get().bringUp(spec, settings)) {
            Machine machine = machine(lab, depth);
            print("%s against itself in %d pairs".formatted(machine.label(), pairs));
            return run.compareWithItself(lab, machine, wanted, pairs, profile, TEST);
        }
    }

    private RunHistory history() {
        return historyOption.open();
    }

    private static Machine machine(RunningLab lab, int depth) {
        if (depth == 0) {
            return lab.host();
        }
        Guest guest = lab.guests().get(0);
        while (guest.level().depth() < depth) {
            guest = guest.guests().get(0);
        }
        return guest;
    }

    private boolean trusted(Comparison comparison) {
        Optional<Verdict> invalid = comparison.verdict().filter(Verdict.Invalid.class::isInstance);
        invalid.ifPresent(it ->
                print("%s cannot be trusted: %s".formatted(comparison.metric().name(), it.reason())));
        return invalid.isEmpty();
    }

    /** Says what the gate makes of it; gives whether it was right. */
    private boolean calibrate(Experiment measured) {
        List<Experiment> all = new ArrayList<>(List.of(measured));
        try (RunHistory history = history()) {
            history.list(LOOKED_THROUGH).stream()
                    .filter(it -> it.levels().equals(measured.design().levels().toString())
                            && !it.id().equals(measured.design().id()))
                    .flatMap(it -> history.find(it.id()).stream())
                    .forEach(all::add);
        } catch (LabException e) {
            // What was just measured is worth its lines; it waits beside the history until that can be written.
            print("note: only these pairs, as earlier ones cannot be read: " + e.getMessage());
        }
        String id = measured.design().id().toString().substring(0, 8);
        List<StoredPairs> ofItself = StoredPairs.of(all).stream()
                .filter(it -> it.withItself() && it.runs().get(0).id().equals(id))
                .toList();
        boolean right = true;
        if (!ofItself.isEmpty()) {
            print(Calibrated.head());
        }
        for (StoredPairs stored : ofItself) {
            Calibrated it = new Calibrated(stored);
            it.lines().forEach(this::print);
            right &= it.alarm(stored.runs().get(0)).isEmpty();
        }
        return right;
    }
}
