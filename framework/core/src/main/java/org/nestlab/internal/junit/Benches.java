package org.nestlab.internal.junit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.nestlab.LabConfigurationException;
import org.nestlab.experiment.Bench;
import org.nestlab.internal.experiment.ExperimentRun;
import org.nestlab.internal.experiment.LabStage;
import org.nestlab.internal.experiment.StageFactory;
import org.nestlab.internal.history.Histories;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Setting;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.thresholds.RunThresholds;
import org.nestlab.internal.thresholds.ThresholdFiles;

/**
 * Benches for tests. What the experiments of a run share ends with JUnit's root context, which can still fail the run.
 */
final class Benches {

    private static final String RUN = "experiments";

    private Benches() {}

    static Bench of(TestLab lab) {
        ExtensionContext context = lab.context();
        RunningLab running = lab.lab();
        requireBooted(running, context, "Bench");
        return run(context).bench(running, testName(context));
    }

    /**
     * Refuses to measure in a lab that was not booted for this run.
     *
     * @param parameter the type that a class takes as a parameter to say that it measures
     * @throws LabConfigurationException if the lab was thawed, or taken over from an earlier run
     */
    static void requireBooted(RunningLab lab, ExtensionContext context, String parameter) {
        if (lab.isThawed() || lab.isTakenOver()) {
            // Its class does not say that it measures: found by reflection, it has to have that as a parameter.
            throw new LabConfigurationException(
                    "%s measures in lab %s, which was %s; expected a class whose methods take the %s as a parameter, so that its lab is booted, or %s=off"
                            .formatted(
                                    testName(context),
                                    lab.id(),
                                    lab.isThawed() ? "thawed from a snapshot" : "taken over from an earlier run",
                                    parameter,
                                    (lab.isThawed() ? Setting.SNAPSHOTS : Setting.REUSE).key()));
        }
    }

    /** How machines of a lab are measured: by what a test put in place of it, where it did. */
    static StageFactory stages(ExtensionContext context) {
        StageFactory replaced = TestLab.sessionStore(context).get(StageFactory.class, StageFactory.class);
        return replaced == null ? LabStage::open : replaced;
    }

    private static ExperimentRun run(ExtensionContext context) {
        Store store = context.getRoot().getStore(TestLab.NAMESPACE);
        synchronized (Benches.class) {
            ExperimentRun run = store.get(RUN, ExperimentRun.class);
            if (run == null) {
                Settings settings = JUnitSettings.of(context);
                run = new ExperimentRun(
                        settings,
                        stages(context),
                        new RunThresholds(ThresholdFiles.load(settings.experiments()), JUnitSettings.keys()),
                        Histories.open(
                                settings.experiments().history(),
                                settings.stateDir().resolve("history.pending")));
                store.put(RUN, run);
            }
            return run;
        }
    }

    /** For example {@code DiskOverheadTests.randomRead}. */
    static String testName(ExtensionContext context) {
        String type = context.getRequiredTestClass().getSimpleName();
        return context.getTestMethod()
                .map(method -> type + "." + method.getName())
                .orElse(type);
    }
}
