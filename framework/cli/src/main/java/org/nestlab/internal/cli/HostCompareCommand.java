package org.nestlab.internal.cli;

import java.time.Instant;
import java.util.function.Supplier;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.upgrade.EvidenceFolder;
import org.nestlab.internal.upgrade.HostComparison;
import org.nestlab.internal.upgrade.HostEvidence;
import org.nestlab.internal.upgrade.HostRecording;
import org.nestlab.internal.upgrade.HostRun;
import org.nestlab.internal.upgrade.HostText;
import org.nestlab.internal.upgrade.LevelWorkloads;
import org.nestlab.internal.upgrade.MeasuredLab;
import org.nestlab.internal.upgrade.UpgradeMeasurements;
import org.nestlab.upgrade.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nestlab host compare}: the host as it runs now, with what was recorded of it. */
@Command(
        name = "compare",
        description =
                "Measures the lab on this host once more, and compares it with what was recorded before the reboot.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:good: the lab works, and all metrics are within the tolerance",
            "1:worse: a metric is worse than the tolerance allows",
            "2:usage error, or the evidence is not of this machine, too old or damaged",
            "3:the lab does not work on this host: no boot, no KVM in L1, no acceleration of L2",
            "125:cannot tell: not enough evidence, drift, or a measurement or a host that cannot be trusted"
        },
        footerHeading = "%nExample:%n",
        footer = "  nestlab host compare before-6.12")
final class HostCompareCommand extends HostMeasuringCommand {

    @Option(
            names = "--tolerance",
            paramLabel = "PART",
            defaultValue = "0.10",
            description = "The largest acceptable loss; ${DEFAULT-VALUE}.")
    private double tolerance = 0.10;

    @Option(
            names = "--back",
            description = "The host is on the recorded kernel again: the newest candidate is compared with both.")
    private boolean back;

    /** On real machines. */
    HostCompareCommand() {}

    HostCompareCommand(Supplier<UpgradeMeasurements> measuring) {
        super(measuring);
    }

    @Override
    Outcome judge() {
        MeasuredLab.requireTolerance(tolerance);
        Settings settings = Settings.fromSystemProperties();
        EvidenceFolder folder = folder(settings);
        HostEvidence evidence = folder.read(name());
        evidence.requireUsable(name(), back, settings.experiments().maxAge(), Instant.now());
        HostRun.Request recording = new HostRun.Request(
                back ? HostRecording.Role.RETURN : HostRecording.Role.CANDIDATE,
                WantedLab.spec(evidence.lab()),
                LevelWorkloads.named(
                        evidence.workloads(), settings.experiments().unixBench()),
                evidence.baseline().boots());
        HostRun.Result seen = measure(
                settings,
                recording,
                (fingerprint, setup) ->
                        HostComparison.requireComparable(name(), evidence.baseline(), fingerprint, setup, back));
        if (seen.recording().isEmpty()) {
            return seen.outcome();
        }
        // Read again, so that nothing that was added meanwhile is lost.
        HostEvidence more = folder.read(name()).plus(seen.recording().get());
        folder.write(name(), more);
        HostComparison comparison = HostComparison.of(more, back, tolerance);
        print("");
        print(HostText.of(comparison).stripTrailing());
        print("all of it is in " + file(settings));
        return comparison.outcome();
    }
}
