package org.nestlab.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.internal.experiment.LabStage;
import org.nestlab.internal.experiment.StageFactory;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.lab.LabEngines;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.site.OpenHost;
import org.nestlab.internal.site.Sites;
import org.nestlab.internal.upgrade.EvidenceFolder;
import org.nestlab.internal.upgrade.HostRun;
import org.nestlab.upgrade.Outcome;
import picocli.CommandLine.Parameters;

/** What measuring this host, before and after a reboot, has in common. */
abstract class HostLegCommand extends JudgingCommand {

    @Parameters(paramLabel = "NAME", description = "What the evidence is called, as before-6.12.")
    private String name = "";

    private final Supplier<LabEngine> engine;
    private final StageFactory stages;
    private final Function<String, OpenHost> hosts;

    /** On real machines. */
    HostLegCommand() {
        this(LabEngines::current, LabStage::open, uri -> new Sites().openHost(uri));
    }

    /** @param hosts opens the host of a libvirt URI */
    HostLegCommand(Supplier<LabEngine> engine, StageFactory stages, Function<String, OpenHost> hosts) {
        this.engine = engine;
        this.stages = stages;
        this.hosts = hosts;
    }

    final String name() {
        return name;
    }

    /** It outlives a reboot and {@code mvn clean}. */
    static EvidenceFolder folder(Settings settings) {
        return new EvidenceFolder(settings.stateDir().resolve("host"));
    }

    /** Measures, and says what does not work. */
    final HostRun.Seen measure(
            Settings settings, HostRun.Wanted wanted, BiConsumer<Fingerprint, Map<String, String>> before) {
        folder(settings).prepare();
        try (OpenHost host = hosts.apply(settings.connect())) {
            LabEngine labs = engine.get();
            HostRun.Seen seen = new HostRun(labs, stages, settings, host.host(), this::print).measure(wanted, before);
            printStarts(labs);
            if (seen.outcome() != Outcome.GOOD) {
                print("%s: %s".formatted(seen.outcome(), seen.reason()));
            }
            return seen;
        }
    }

    final Path file(Settings settings) {
        return folder(settings).file(name);
    }
}
