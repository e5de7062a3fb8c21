package org.nestlab.internal.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.experiment.Profile;
import org.nestlab.internal.experiment.KnownWorkloads;
import org.nestlab.internal.experiment.LabStage;
import org.nestlab.internal.experiment.MachineStage;
import org.nestlab.internal.experiment.Side;
import org.nestlab.internal.experiment.Stage;
import org.nestlab.internal.experiment.StageFactory;
import org.nestlab.internal.explain.Explainer;
import org.nestlab.internal.explain.Explanation;
import org.nestlab.internal.explain.ExplanationJson;
import org.nestlab.internal.explain.ExplanationText;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.lab.LabEngines;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Settings;
import org.nestlab.machine.Guest;
import org.nestlab.spec.LabSpec;
import org.nestlab.workload.Workload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nestlab explain L2:fio-randread-4k}: the exits of a guest by reason while it runs a workload. */
@Command(
        name = "explain",
        description = {
            "Brings up the lab of the performance tests, runs a workload on one of its guests, counts the guest's exits"
                    + " by reason, takes the lab down, and says what is known about the most frequent reasons.",
            "Settings apply as in a test run: NESTLAB_OPTS=-Dnestlab.timeout.scale=2 nestlab explain L2:exit-cpuid"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:counted", "1:not counted", "2:usage error"})
final class ExplainCommand extends PrintingCommand implements Callable<Integer> {

    private final Supplier<LabEngine> engine;
    private final StageFactory stages;

    @Parameters(
            paramLabel = "LEVEL:WORKLOAD",
            description = "The guest and the workload, for example L2:fio-randread-4k.")
    private String target = "";

    @Option(
            names = "--lab",
            paramLabel = "CLASS",
            description = "A LabDefinition on the class path instead of that lab.")
    private @Nullable String lab;

    @Option(names = "--json", description = "Prints it as JSON.")
    private boolean json;

    /** On real machines. */
    ExplainCommand() {
        this(LabEngines::current, LabStage::open);
    }

    ExplainCommand(Supplier<LabEngine> engine, StageFactory stages) {
        this.engine = engine;
        this.stages = stages;
    }

    @Override
    public Integer call() {
        Settings settings = Settings.fromSystemProperties();
        LabSpec spec = lab == null ? LabSpec.overhead() : WantedLab.spec(lab);
        int colon = target.indexOf(':');
        int depth = depth(colon < 0 ? target : target.substring(0, colon), spec);
        Workload workload = KnownWorkloads.named(
                target.substring(colon + 1), settings.experiments().unixBench());
        Explanation explanation = explain(settings, spec, depth, workload);
        if (json) {
            print(ExplanationJson.render(explanation));
        } else {
            ExplanationText.lines(explanation).forEach(this::print);
        }
        return ExitStatus.READY;
    }

    private int depth(String level, LabSpec spec) {
        if (!target.contains(":") || !level.matches("L[1-9]") || level.charAt(1) - '0' > spec.depth()) {
            throw new LabConfigurationException(
                    "'%s' is not a valid target; expected a guest from L1 to L%d and a workload, like L2:fio-randread-4k"
                            .formatted(target, spec.depth()));
        }
        return level.charAt(1) - '0';
    }

    /** The lab goes down however this ends; Ctrl-C is seen to where labs are brought up. */
    private Explanation explain(Settings settings, LabSpec spec, int depth, Workload workload) {
        try (RunningLab running = engine.get().bringUp(spec, settings)) {
            Guest guest = guest(running, depth);
            Profile profile = settings.experiments().profile(running.tier());
            try (Stage stage = stages.open(running, guest, guest, profile.timing(running.tier()), settings)) {
                List<String> missing = stage.missing(workload);
                if (!missing.isEmpty() || !(stage instanceof MachineStage machines)) {
                    throw new LabConfigurationException(
                            "%s cannot be run: %s".formatted(target, String.join("; ", missing)));
                }
                Explainer explainer = new Explainer(guest, running.id(), running.tier());
                return machines.visit(Side.SUBJECT, () -> explainer.explain(workload, machines.testbed(Side.SUBJECT)));
            }
        }
    }

    private static Guest guest(RunningLab running, int depth) {
        Guest guest = running.guests().get(0);
        while (guest.level().depth() < depth) {
            guest = guest.guests().get(0);
        }
        return guest;
    }
}
