package org.nestlab.internal.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.internal.lab.LabEngines;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.upgrade.EvidenceFolder;
import org.nestlab.internal.upgrade.HostRun;
import org.nestlab.internal.upgrade.UpgradeMeasurements;
import org.nestlab.upgrade.Outcome;
import picocli.CommandLine.Parameters;

/** What measuring this host, before and after a reboot, has in common. */
abstract class HostMeasuringCommand extends JudgingCommand {

    @Parameters(paramLabel = "NAME", description = "The name of the evidence, for example before-6.12.")
    private String name = "";

    private final Supplier<UpgradeMeasurements> measuring;

    /** On real machines. */
    HostMeasuringCommand() {
        this(() -> UpgradeMeasurements.onRealMachines(LabEngines.current()));
    }

    HostMeasuringCommand(Supplier<UpgradeMeasurements> measuring) {
        this.measuring = measuring;
    }

    final String name() {
        return name;
    }

    /** It outlives a reboot and {@code mvn clean}. */
    static EvidenceFolder folder(Settings settings) {
        return new EvidenceFolder(settings.stateDir().resolve("host"));
    }

    /** Measures, and says what does not work. */
    final HostRun.Result measure(
            Settings settings, HostRun.Request wanted, BiConsumer<Fingerprint, Map<String, String>> before) {
        folder(settings).prepare();
        UpgradeMeasurements with = measuring.get();
        HostRun.Result seen = with.measureHost(wanted, settings, this::print, before);
        printStarts(with.engine());
        if (seen.outcome() != Outcome.GOOD) {
            print("%s: %s".formatted(seen.outcome(), seen.reason()));
        }
        return seen;
    }

    final Path file(Settings settings) {
        return folder(settings).file(name);
    }
}
