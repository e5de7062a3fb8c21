package org.nestlab.internal.experiment;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.nestlab.LabException;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentDesign;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.experiment.LevelPair;
import org.nestlab.experiment.Profile;
import org.nestlab.history.EvidenceQuery;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.lab.LabListeners;
import org.nestlab.internal.lab.ProgressLines;
import org.nestlab.internal.settings.ExperimentSettings;
import org.nestlab.internal.settings.Settings;
import org.nestlab.machine.Host;
import org.nestlab.machine.Level;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.GatePolicy;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Threshold;
import org.nestlab.workload.Metric;
import org.nestlab.workload.Timing;
import org.nestlab.workload.Workload;

/**
 * The boot-pair experiment: each pair boots both stacks anew, in an order that a coin decides. Each boot measures all
 * metrics of all levels, which are judged together.
 */
public final class BootPairs {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** A pair of boots takes several times what a pair of measurements takes. */
    private static final int BOOTS_TAKE = 4;

    /**
     * The request.
     *
     * @param test who asks, for the history
     * @param lab what the lab is called on either stack
     * @param candidate the lab that is judged
     * @param baseline the lab that it is compared with
     * @param names what the history calls the two
     * @param tier how L1 runs
     * @param workloads for each level that is measured
     * @param judged which of their metrics are judged
     * @param fingerprint of both stacks
     * @param tolerance the largest acceptable loss where no threshold applies
     */
    public record Request(
            String test,
            String lab,
            LabSpec candidate,
            LabSpec baseline,
            Names names,
            Tier tier,
            SortedMap<Level, List<Workload>> workloads,
            Judged judged,
            Fingerprint fingerprint,
            double tolerance) {}

    /** The names of the two stacks. */
    public record Names(String candidate, String baseline) {}

    /**
     * The result.
     *
     * @param experiments one for each level, the outermost first
     * @param failed why it was not completed; empty if it was
     */
    public record Measured(List<Experiment> experiments, Optional<Failed> failed) {}

    /**
     * A stack that could not be measured.
     *
     * @param candidate whether it is the candidate
     * @param booted whether it came up
     */
    public record Failed(boolean candidate, boolean booted, LabException cause) {}

    private final LabEngine engine;
    private final StageFactory stages;
    private final Settings settings;
    private final ThresholdSource thresholds;
    private final RunHistory history;

    public BootPairs(
            LabEngine engine, StageFactory stages, Settings settings, ThresholdSource thresholds, RunHistory history) {
        this.engine = engine;
        this.stages = stages;
        this.settings = settings;
        this.thresholds = thresholds;
        this.history = history;
    }

    /** Measures until each metric is decided or the pairs or the time are used up, and keeps the result. */
    public Measured run(Request request, Host host) {
        ExperimentSettings experiments = settings.experiments();
        Profile profile = experiments.profile(request.tier());
        Timing timing = profile.timing(request.tier());
        List<LevelWorkload> workloads = LevelWorkload.deepestFirst(request.workloads());
        ExperimentDesign design =
                design(request, profile, timing, request.workloads().lastKey());
        ExperimentPlan plan = new ExperimentPlan(
                design,
                OtherMachines.refused(history, design).stream().toList(),
                List.copyOf(workloads),
                limits(request, workloads),
                design.policy().minPairs(),
                ExperimentTime.of(experiments.budget(), profile.budget().multipliedBy(BOOTS_TAKE)));
        try (BootStage stage = new BootStage(
                engine,
                stages,
                settings,
                host,
                request.candidate(),
                request.baseline(),
                request.workloads().lastKey(),
                timing,
                request.fingerprint())) {
            LabProgress progress =
                    new LabProgress("gate", design, ProgressLines.of(settings.progress()), LabListeners.discovered());
            progress.begins(plan);
            AllMetricSeries series = new AllMetricSeries(
                    plan, (workload, metric, threshold) -> carried(design, workloads, metric, threshold));
            Experiment ended =
                    withStarts(new PairedExperiment(plan, stage, series, progress, System::nanoTime).run(), stage);
            List<Experiment> ofLevels = split(ended, workloads);
            ofLevels.forEach(history::keep);
            return new Measured(
                    ofLevels,
                    stage.failure().map(it -> new Failed(it.side() == Side.SUBJECT, it.booted(), it.cause())));
        }
    }

    /** The experiment with notes on boots that took more than one start. */
    private static Experiment withStarts(Experiment ended, BootStage stage) {
        List<String> notes = new ArrayList<>(ended.notes());
        stage.startedAgain().forEach(it -> notes.add("%s: %s".formatted(it.side(), it)));
        return ended.withNotes(notes);
    }

    private ExperimentDesign design(Request request, Profile profile, Timing timing, Level deepest) {
        Map<String, String> setup = new TreeMap<>();
        setup.put("unit", "a boot of each side for each pair");
        setup.put("measure", timing.measure().toMillis() + " ms");
        setup.put("ramp", timing.ramp().toMillis() + " ms");
        setup.put("baseline", request.names().baseline());
        setup.put("candidate", request.names().candidate());
        ExperimentSettings experiments = settings.experiments();
        return ExperimentDesign.of(UUID.randomUUID(), Instant.now(), request.tier(), new LevelPair(deepest, deepest))
                .withRun(UUID.randomUUID().toString())
                .withTest(request.test())
                .withLab(request.lab())
                .withSubject("candidate")
                .withReference("baseline")
                .withSeed(experiments.seed().orElseGet(RANDOM::nextLong))
                .withProfile(profile.word())
                .withSetup(setup)
                .withPolicy(
                        GatePolicy.DEFAULT.withMaxPairs(experiments.maxPairs().orElse(profile.maxPairs())))
                .withStrict(experiments.strict(request.tier()))
                .withFingerprint(request.fingerprint());
    }

    /** The threshold from the file, or else no worse than the baseline within the tolerance. */
    private Map<String, Threshold> limits(Request request, List<LevelWorkload> workloads) {
        Map<String, Threshold> limits = new HashMap<>();
        for (LevelWorkload workload : workloads) {
            LevelPair levels = new LevelPair(workload.level(), workload.level());
            for (Metric metric : workload.metrics()) {
                Metric plain = workload.plain(metric);
                if (request.judged().includes(workload.level(), workload.workload(), plain)) {
                    limits.put(
                            metric.name(),
                            thresholds
                                    .of(request.tier(), levels, plain.name())
                                    .orElseGet(() ->
                                            new Threshold.NoWorse(request.tolerance(), "the gate's tolerance", false)));
                }
            }
        }
        return limits;
    }

    private List<Pair> carried(
            ExperimentDesign design, List<LevelWorkload> workloads, Metric metric, Threshold threshold) {
        for (LevelWorkload workload : workloads) {
            if (workload.metrics().contains(metric)) {
                return history.evidence(
                        new EvidenceQuery(
                                ofLevel(design, workload.level()),
                                workload.plain(metric),
                                workload.workload().name(),
                                workload.settings(),
                                threshold),
                        settings.experiments().maxAge());
            }
        }
        return List.of();
    }

    private static List<Experiment> split(Experiment ended, List<LevelWorkload> workloads) {
        return workloads.stream()
                .map(LevelWorkload::level)
                .distinct()
                .sorted()
                .map(level -> ofLevel(ended, level, workloads))
                .toList();
    }

    /**
     * The part of an experiment over several levels that belongs to one level, under the metric names that all other
     * experiments use.
     */
    private static Experiment ofLevel(Experiment all, Level level, List<LevelWorkload> workloads) {
        List<Comparison> comparisons = new ArrayList<>();
        for (LevelWorkload workload : workloads) {
            all.comparisons().stream()
                    .filter(it ->
                            workload.level().equals(level) && it.workload().equals(workload.name()))
                    .map(workload::plain)
                    .forEach(comparisons::add);
        }
        return ofLevel(all.design(), level).ended(all.took(), comparisons, all.notes());
    }

    private static ExperimentDesign ofLevel(ExperimentDesign all, Level level) {
        return all.withId(UUID.nameUUIDFromBytes((all.id() + "/" + level).getBytes(StandardCharsets.UTF_8)))
                .withLevels(new LevelPair(level, level))
                .withSubject(level + " of the candidate")
                .withReference(level + " of the baseline");
    }
}
