package org.nestlab.internal.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.upgrade.HostEvidence;
import org.nestlab.internal.upgrade.HostRecording;
import org.nestlab.internal.upgrade.HostRun;
import org.nestlab.internal.upgrade.HostText;
import org.nestlab.internal.upgrade.UpgradeMeasurements;
import org.nestlab.upgrade.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nestlab host record}: what the host is, and how fast a lab is on it. */
@Command(
        name = "record",
        description = "Records fresh boots of a lab on this host, for a comparison after a reboot.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:it is kept",
            "2:usage error, or the request names something that does not exist",
            "3:the lab does not work on this host: no boot, no KVM in L1, no acceleration of L2",
            "125:cannot tell: a measurement or a host that cannot be trusted"
        },
        footerHeading = "%nExample:%n",
        footer = "  nestlab host record before-6.12")
final class HostRecordCommand extends HostMeasuringCommand {

    @Mixin
    private final WantedLab wanted = new WantedLab();

    @Mixin
    private final WantedWorkloads workloads = new WantedWorkloads();

    @Option(
            names = "--boots",
            paramLabel = "N",
            defaultValue = "8",
            description = "The number of boots of the lab, the same for each comparison; default: ${DEFAULT-VALUE}.")
    private int boots = 8;

    @Option(names = "--force", description = "Replaces the evidence of that name if it exists.")
    private boolean force;

    /** On real machines. */
    HostRecordCommand() {}

    HostRecordCommand(Supplier<UpgradeMeasurements> measuring) {
        super(measuring);
    }

    @Override
    Outcome judge() {
        Settings settings = Settings.fromSystemProperties();
        Path file = file(settings);
        if (!force && Files.exists(file)) {
            throw new LabConfigurationException(
                    "evidence called '%s' exists already, in %s: --force replaces it, or choose another name"
                            .formatted(name(), file));
        }
        HostRun.Request recording =
                new HostRun.Request(HostRecording.Role.BASELINE, wanted.spec(), workloads.byLevel(settings), boots);
        HostRun.Result seen = measure(settings, recording, (fingerprint, setup) -> {});
        seen.recording().ifPresent(it -> {
            folder(settings).write(name(), new HostEvidence(wanted.name(), workloads.names(), List.of(it)));
            it.notes().forEach(note -> print("note: " + note));
            String few = HostText.tooFew(boots, recording.metrics());
            if (!few.isEmpty()) {
                print(few);
            }
            print("%d boots are kept in %s: boot the other kernel, then `nestlab host compare %s`"
                    .formatted(boots, file, name()));
        });
        return seen.outcome();
    }
}
