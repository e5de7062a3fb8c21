package org.nestlab.internal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.ProvisioningException;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.LevelPair;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.thresholds.ThresholdWriter;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Calibration;
import org.nestlab.verdict.Threshold;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nestlab calibrate}: what the gate can see on this lab, and thresholds of its own. */
@Command(
        name = "calibrate",
        subcommands = CalibrateMeasureCommand.class,
        description =
                "Replays the kept pairs: how often the gate is wrong here, what it sees, and which thresholds fit.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done, even if the pairs do not suffice yet",
            "1:the history cannot be read, or the file cannot be written",
            "2:usage error, or the file exists already"
        },
        footerHeading = "%nExample:%n",
        footer = "  nestlab calibrate")
final class CalibrateCommand extends PrintingCommand implements Callable<Integer> {

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            description = "Only this metric, for example fio-randread-4k.iops.")
    private @Nullable String metric;

    @Option(names = "--levels", paramLabel = "L2/L1", description = "Only these two levels.")
    private @Nullable String levels;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "200",
            description = "The number of experiments, the newest first; default: ${DEFAULT-VALUE}.")
    private int limit = 200;

    @Option(
            names = "--write",
            paramLabel = "FILE",
            description = "Writes the thresholds there instead of printing them.")
    private @Nullable Path file;

    @Option(names = "--force", description = "Replaces an existing file.")
    private boolean force;

    @Mixin
    private HistoryOption historyOption = new HistoryOption();

    private final Map<Tier, Map<LevelPair, Map<String, Double>>> proposed = new EnumMap<>(Tier.class);

    @Override
    public Integer call() {
        if (file != null && !force && Files.exists(file)) {
            throw new LabConfigurationException(
                    "%s exists already: --force replaces it, or name another file".formatted(file));
        }
        Optional<LevelPair> only = Optional.ofNullable(levels).map(LevelPair::parse);
        List<StoredPairs> all = StoredPairs.of(kept());
        if (all.isEmpty()) {
            print("nothing was kept yet: compare two machines with a Bench first");
            return ExitStatus.READY;
        }
        List<StoredPairs> wanted = all.stream()
                .filter(it -> metric == null || it.metric().equals(metric))
                .filter(it -> only.isEmpty() || it.levels().equals(only.get()))
                .toList();
        if (wanted.isEmpty()) {
            print("nothing like that was kept; there is:");
            all.forEach(it -> print("  " + it.name()));
            return ExitStatus.READY;
        }
        print(Calibrated.head());
        wanted.forEach(this::calibrate);
        propose();
        return ExitStatus.READY;
    }

    private List<Experiment> kept() {
        try (RunHistory history = historyOption.open()) {
            return history.list(HistoryOption.limit(limit)).stream()
                    .flatMap(it -> history.find(it.id()).stream())
                    .toList();
        }
    }

    private void calibrate(StoredPairs stored) {
        Calibrated it = new Calibrated(stored);
        it.lines().forEach(this::print);
        // Two machines of one level are compared with each other, not held to a limit.
        if (!it.hasFigures() || stored.levels().subject().equals(stored.levels().reference())) {
            return;
        }
        Optional<Threshold.AtLeast> proposal = Calibration.proposal(stored.evidence());
        proposal.ifPresent(threshold -> proposed.computeIfAbsent(stored.tier(), tier -> new LinkedHashMap<>())
                .computeIfAbsent(stored.levels(), pair -> new LinkedHashMap<>())
                .put(stored.metric(), threshold.ratio()));
        if (proposal.isEmpty()) {
            print("  no threshold proposed: the interval of the ratio is open below, which more pairs close");
        }
    }

    private void propose() {
        StringBuilder yaml = new StringBuilder();
        proposed.forEach((tier, ratios) -> yaml.append(ThresholdWriter.toYaml(
                "proposed by nestlab calibrate: what this lab's pairs meet with room to spare", tier, ratios)));
        if (file == null) {
            if (!yaml.isEmpty()) {
                print("");
                print(yaml.toString().stripTrailing());
            }
        } else if (yaml.isEmpty()) {
            print("%s is not written: no threshold can be proposed yet".formatted(file));
        } else {
            write(file, yaml.toString());
        }
    }

    private void write(Path target, String yaml) {
        try {
            Path folder = target.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            // Beside it first, so that a full disk leaves the old file whole.
            Path whole = target.resolveSibling(target.getFileName() + ".new");
            try {
                Files.writeString(whole, yaml);
                if (force) {
                    Files.move(whole, target, StandardCopyOption.REPLACE_EXISTING);
                } else {
                    Files.move(whole, target);
                }
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            throw new ProvisioningException("%s cannot be written: %s".formatted(target, e));
        }
        print("written to %s: -Dnestlab.thresholds=%s uses it".formatted(target, target));
    }
}
