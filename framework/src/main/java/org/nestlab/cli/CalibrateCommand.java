package org.nestlab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
        description =
                "Replays the kept pairs: how often the gate is wrong here, what it sees, and which thresholds fit.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done, also where the pairs do not suffice yet",
            "1:the history cannot be read, or the file not be written",
            "2:the command was not understood, or the file is there already"
        })
final class CalibrateCommand extends PrintingCommand implements Callable<Integer> {

    private static final double TOLERANCE = 0.10;
    /** Equal pairs give equal figures. */
    private static final long SEED = 20_261_123;

    @Option(names = "--metric", paramLabel = "METRIC", description = "Only this one, as fio-randread-4k.iops.")
    private @Nullable String metric;

    @Option(names = "--levels", paramLabel = "L2/L1", description = "Only these two levels.")
    private @Nullable String levels;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "200",
            description = "So many experiments, the newest; ${DEFAULT-VALUE}.")
    private int limit = 200;

    @Option(
            names = "--write",
            paramLabel = "FILE",
            description = "Writes the thresholds there instead of printing them.")
    private @Nullable Path file;

    @Option(names = "--force", description = "Replaces the file where it is there.")
    private boolean force;

    @Mixin
    private HistoryOption historyOption = new HistoryOption();

    private final Map<Tier, Map<LevelPair, Map<String, Double>>> proposed = new EnumMap<>(Tier.class);

    @Override
    public Integer call() {
        if (file != null && !force && Files.exists(file)) {
            throw new LabConfigurationException(
                    "%s is there already: --force replaces it, or name another file".formatted(file));
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
        print("replayed as comparisons with a tolerance of %.0f %%:".formatted(100 * TOLERANCE));
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
        String others = stored.aboutOthers().map("; "::concat).orElse("");
        Optional<Calibration> found = Calibration.of(stored.evidence(), TOLERANCE, stored.policy(), SEED);
        if (found.isEmpty()) {
            print("%s: too few pairs: %d of at least %d%s"
                    .formatted(stored.name(), stored.evidence().pairs(), Calibration.LEAST_PAIRS, others));
            return;
        }
        Optional<Threshold.AtLeast> proposal = proposal(stored);
        print("%s: %d pairs%s".formatted(stored.name(), stored.evidence().pairs(), others));
        print(figures(found.get(), stored.policy().maxPairs()));
        proposal.ifPresent(it -> proposed.computeIfAbsent(stored.tier(), tier -> new LinkedHashMap<>())
                .computeIfAbsent(stored.levels(), pair -> new LinkedHashMap<>())
                .put(stored.metric(), it.ratio()));
        if (proposal.isEmpty() && !sameLevel(stored)) {
            print("  no threshold proposed: the interval of the ratio is open below, which more pairs close");
        }
    }

    /** Two machines of one level are compared with each other, not held to a limit. */
    private static Optional<Threshold.AtLeast> proposal(StoredPairs stored) {
        return sameLevel(stored) ? Optional.empty() : Calibration.proposal(stored.evidence());
    }

    private static boolean sameLevel(StoredPairs stored) {
        return stored.levels().subject().equals(stored.levels().reference());
    }

    private static String figures(Calibration it, int mostPairs) {
        String drop = it.medianPairs() == 0
                ? "no drop up to 50 %% is seen in %d pairs".formatted(mostPairs)
                : "the smallest drop seen is %.0f %%, in %d pairs".formatted(100 * it.smallestDrop(), it.medianPairs());
        return String.format(
                Locale.ROOT,
                "  false alarms %.2f %%, certified without a change %.1f %%; %s",
                100 * it.falseAlarms(),
                100 * it.certified(),
                drop);
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
