package org.nestlab.internal.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nestlab.explain.Explanation;
import org.nestlab.internal.experiment.ExplainTarget;
import org.nestlab.internal.experiment.LabStage;
import org.nestlab.internal.experiment.StageFactory;
import org.nestlab.internal.explain.ExplanationJson;
import org.nestlab.internal.explain.ExplanationText;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.lab.LabEngines;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.LabSpec;
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
        exitCodeList = {"0:counted", "1:not counted", "2:usage error"},
        footerHeading = "%nExample:%n",
        footer = "  nestlab explain L2:fio-randread-4k")
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
        ExplainTarget wanted = ExplainTarget.parse(target, spec, settings);
        Explanation explanation = explain(wanted, spec, settings);
        if (json) {
            print(ExplanationJson.render(explanation));
        } else {
            ExplanationText.lines(explanation).forEach(this::print);
        }
        return ExitStatus.READY;
    }

    /** The lab goes down however this ends; Ctrl-C is seen to where labs are brought up. */
    private Explanation explain(ExplainTarget wanted, LabSpec spec, Settings settings) {
        try (RunningLab running = engine.get().bringUp(spec, settings)) {
            return wanted.explain(running, stages, settings);
        }
    }
}
