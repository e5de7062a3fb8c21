package org.nestlab.allure.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nestlab.LabException;
import org.nestlab.allure.ExperimentRecorder;
import org.nestlab.allure.MatrixRecorder;
import org.nestlab.allure.StoredMatrix;
import org.nestlab.allure.chart.Trend;
import org.nestlab.allure.report.Measurements.OfRun;
import org.nestlab.allure.report.Measurements.OfTier;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.LevelPair;
import org.nestlab.history.ExperimentOutcome;
import org.nestlab.history.RunHistory;
import org.nestlab.report.ExperimentFile;
import org.nestlab.spec.Tier;
import org.nestlab.spi.MatrixLayout;

/**
 * Reads the measurements of a run from its results, and earlier ones from the history. A part that cannot be read does
 * not hide the rest.
 */
final class MeasurementsReader {

    /** More test runs than these are not drawn. */
    static final int RUNS = 1_000;

    private final Map<UUID, Experiment> run = new TreeMap<>();
    private final Map<String, MatrixLayout> matrices = new TreeMap<>();
    private final List<Results.Test> tests;
    private final Map<Tier, Map<String, KeptRun>> keptRuns = new TreeMap<>();
    private final Map<Tier, KeptRun> newestKept = new TreeMap<>();
    private final Map<Tier, List<Experiment>> kept = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private final boolean ofARun;
    private int unread;

    private MeasurementsReader(List<Results.Test> tests, boolean ofARun) {
        this.tests = List.copyOf(tests);
        this.ofARun = ofARun;
    }

    /**
     * A run in the history.
     *
     * @param steps its experiments that are shown, the oldest first
     * @param all of them
     */
    private record KeptRun(List<UUID> steps, Set<UUID> all) {}

    /**
     * The measurements of a run and of all runs before it; for a tier that the run did not measure, the newest in the
     * history.
     *
     * @param results Allure's results folders
     * @param tests the tests in these folders
     * @param history opens the history
     */
    static Measurements ofRun(List<Path> results, List<Results.Test> tests, Supplier<RunHistory> history) {
        MeasurementsReader reader = new MeasurementsReader(tests, true);
        results.stream().filter(Files::isDirectory).forEach(reader::readFolder);
        return reader.withHistory(history);
    }

    /** What was kept, alone. */
    static Measurements ofHistory(Supplier<RunHistory> history) {
        return new MeasurementsReader(List.of(), false).withHistory(history);
    }

    private Measurements withHistory(Supplier<RunHistory> history) {
        List<Trend> trends;
        try (RunHistory opened = history.get()) {
            trends = opened.outcomes(RUNS, this::trends);
            newestKept.forEach((tier, newest) -> {
                if (ofThisRun(tier).isEmpty()) {
                    kept.put(tier, whole(newest, opened));
                }
            });
        } catch (LabException e) {
            trends = withoutHistory(String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            // for example a driver whose native library does not load here
            trends = withoutHistory("the history cannot be read: " + e);
        }
        List<OfTier> tiers = new ArrayList<>();
        for (Tier tier : Tier.values()) {
            List<Trend> ofTier = trends.stream().filter(t -> t.tier() == tier).toList();
            if (!ofTier.isEmpty()) {
                tiers.add(ofTier(tier, ofTier));
            }
        }
        List<MatrixOfRun> ofRun = matrices.values().stream()
                .map(layout -> MatrixOfRun.of(layout, tests, run))
                .toList();
        return new Measurements(tiers, new OfRun(ofARun, run.size(), unread), ofRun, problems);
    }

    private List<Trend> withoutHistory(String why) {
        problems.add(why);
        kept.clear();
        newestKept.clear();
        return trends(Stream.empty());
    }

    private OfTier ofTier(Tier tier, List<Trend> trends) {
        List<Experiment> now = ofThisRun(tier);
        return now.isEmpty()
                ? new OfTier(tier, false, kept.getOrDefault(tier, List.of()), trends, judged(tier))
                : new OfTier(tier, true, now, trends, judged(tier));
    }

    private Set<UUID> judged(Tier tier) {
        if (run.isEmpty()) {
            return newestKept.containsKey(tier) ? newestKept.get(tier).all() : Set.of();
        }
        return run.values().stream()
                .filter(it -> it.design().tier() == tier)
                .map(it -> it.design().id())
                .collect(Collectors.toSet());
    }

    private List<Experiment> ofThisRun(Tier tier) {
        return run.values().stream()
                .filter(e -> e.design().tier() == tier && isStepDown(e.design().levels()))
                .sorted(Comparator.comparing(it -> it.design().started()))
                .toList();
    }

    /** The history may have this run already. */
    private List<Trend> trends(Stream<ExperimentOutcome> outcomes) {
        return Trend.of(Stream.concat(
                outcomes.filter(it -> !run.containsKey(it.id())).peek(this::rememberNewest),
                run.values().stream().map(ExperimentOutcome::of)));
    }

    private void rememberNewest(ExperimentOutcome it) {
        KeptRun kept = keptRuns.computeIfAbsent(it.tier(), tier -> new HashMap<>())
                .computeIfAbsent(it.run(), id -> new KeptRun(new ArrayList<>(), new HashSet<>()));
        kept.all().add(it.id());
        if (isStepDown(it.levels()) && it.hasPairs()) {
            kept.steps().add(it.id());
            newestKept.put(it.tier(), kept);
        }
    }

    private static List<Experiment> whole(KeptRun newest, RunHistory history) {
        return newest.steps().stream().flatMap(id -> history.find(id).stream()).toList();
    }

    /** A comparison of two machines of one level, of which one may be slowed down, does not show what a level costs. */
    private static boolean isStepDown(LevelPair levels) {
        return levels.subject().depth() == levels.reference().depth() + 1;
    }

    private void readFolder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(ExperimentRecorder.SUFFIX)) {
                    readFile(file);
                } else if (name.endsWith(MatrixRecorder.SUFFIX)) {
                    readMatrix(file);
                }
            }
        } catch (IOException | RuntimeException e) {
            problems.add(folder + ": " + e);
        }
    }

    private void readFile(Path file) {
        try {
            Experiment experiment = ExperimentFile.read(Files.readString(file, StandardCharsets.UTF_8));
            run.put(experiment.design().id(), experiment);
        } catch (IOException | IllegalArgumentException e) {
            unread++;
            problems.add(file + ": holds no whole experiment: " + ResultsReader.firstLine(e));
        }
    }

    /** A class that was run twice, for example because failed tests are repeated, has one matrix. */
    private void readMatrix(Path file) {
        try {
            MatrixLayout layout = ReportJson.MAPPER
                    .readValue(Files.readAllBytes(file), StoredMatrix.class)
                    .layout();
            matrices.put(layout.owner(), layout);
        } catch (IOException | RuntimeException e) {
            problems.add(file + ": holds no whole matrix: " + ResultsReader.firstLine(e));
        }
    }
}
