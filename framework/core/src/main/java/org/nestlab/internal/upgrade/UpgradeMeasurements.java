package org.nestlab.internal.upgrade;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.experiment.BootPairs;
import org.nestlab.internal.experiment.LabStage;
import org.nestlab.internal.experiment.StageFactory;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.labtests.ProjectTestSuite;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.site.OpenHost;
import org.nestlab.internal.site.Sites;
import org.nestlab.internal.thresholds.ThresholdFiles;
import org.nestlab.upgrade.UpgradeReport;

/**
 * What {@code nestlab gate}, {@code @UpgradeGate} and {@code nestlab host} measure with, put together in one place.
 *
 * @param stages measures machines of a lab
 * @param hosts opens the host of a libvirt URI
 */
public record UpgradeMeasurements(LabEngine engine, StageFactory stages, Function<String, OpenHost> hosts) {

    /** On real machines. */
    public static UpgradeMeasurements onRealMachines(LabEngine engine) {
        return new UpgradeMeasurements(engine, LabStage::open, uri -> new Sites().openHost(uri));
    }

    /** With another way to measure, where there is one. */
    public UpgradeMeasurements withStages(Optional<StageFactory> other) {
        return new UpgradeMeasurements(engine, other.orElse(stages), hosts);
    }

    /**
     * Compares two stacks.
     *
     * @param tests the tests to run on both stacks before anything is measured
     * @param progress receives a line before each step
     */
    public UpgradeReport compare(
            UpgradeRun.Request wanted,
            Settings settings,
            RunHistory history,
            Optional<ProjectTestSuite> tests,
            Consumer<String> progress) {
        try (OpenHost host = hosts.apply(settings.connect())) {
            BootPairs pairs =
                    new BootPairs(engine, stages, settings, ThresholdFiles.load(settings.experiments())::of, history);
            return new UpgradeRun(engine, pairs, stages, settings, host.host(), tests, progress).run(wanted);
        }
    }

    /**
     * Measures boots of a lab on this host.
     *
     * @param before as {@link HostRun#measure} has it
     */
    public HostRun.Result measureHost(
            HostRun.Request wanted,
            Settings settings,
            Consumer<String> progress,
            BiConsumer<Fingerprint, Map<String, String>> before) {
        try (OpenHost host = hosts.apply(settings.connect())) {
            return new HostRun(engine, stages, settings, host.host(), progress).measure(wanted, before);
        }
    }
}
