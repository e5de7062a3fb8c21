package org.nestlab.internal.experiment;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.experiment.Bench;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentDesign;
import org.nestlab.experiment.LevelPair;
import org.nestlab.experiment.Profile;
import org.nestlab.history.EvidenceQuery;
import org.nestlab.internal.lab.LabListeners;
import org.nestlab.internal.lab.ProgressLines;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.ExperimentSettings;
import org.nestlab.machine.Machine;
import org.nestlab.verdict.GatePolicy;
import org.nestlab.verdict.Threshold;
import org.nestlab.workload.Metric;
import org.nestlab.workload.Timing;
import org.nestlab.workload.Workload;

/** A bench on a lab. */
final class LabBench implements Bench {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ExperimentRun run;
    private final RunningLab lab;
    private final String test;
    private final Map<String, Threshold> expected;
    private final @Nullable Profile profile;
    private final @Nullable Long seed;
    private final int unjudgedPairs;

    LabBench(ExperimentRun run, RunningLab lab, String test) {
        this(run, lab, test, Map.of(), null, null, GatePolicy.DEFAULT.minPairs());
    }

    private LabBench(
            ExperimentRun run,
            RunningLab lab,
            String test,
            Map<String, Threshold> expected,
            @Nullable Profile profile,
            @Nullable Long seed,
            int unjudgedPairs) {
        this.run = run;
        this.lab = lab;
        this.test = test;
        this.expected = Map.copyOf(expected);
        this.profile = profile;
        this.seed = seed;
        this.unjudgedPairs = unjudgedPairs;
    }

    @Override
    public Bench expecting(String metric, Threshold threshold) {
        Map<String, Threshold> more = new HashMap<>(expected);
        more.put(metric, threshold);
        return new LabBench(run, lab, test, more, profile, seed, unjudgedPairs);
    }

    @Override
    public LabBench withProfile(Profile newProfile) {
        return new LabBench(run, lab, test, expected, newProfile, seed, unjudgedPairs);
    }

    @Override
    public Bench withSeed(long newSeed) {
        return new LabBench(run, lab, test, expected, profile, newSeed, unjudgedPairs);
    }

    @Override
    public Bench withUnjudgedPairs(int pairs) {
        if (pairs < 1) {
            throw new LabConfigurationException(
                    "%d is not a valid number of pairs; expected 1 or more".formatted(pairs));
        }
        return new LabBench(run, lab, test, expected, profile, seed, pairs);
    }

    @Override
    public Experiment compare(List<? extends Workload> workloads, Machine subject, Machine reference) {
        Timing timing = timing();
        try (Stage stage = open(subject, reference, timing)) {
            ExperimentDesign design = design(stage, timing, subject.equals(reference), mostPairs());
            ExperimentPlan plan = new ExperimentPlan(
                    design,
                    List.of(),
                    List.copyOf(workloads),
                    thresholds(workloads, design.levels()),
                    unjudgedPairs,
                    ExperimentTime.of(settings().budget(), chosenProfile().budget()));
            Experiment ended = run(plan, stage);
            run.ended(ended);
            return ended;
        }
    }

    /**
     * Measures a machine against itself, in a fixed number of pairs: nothing is judged, and no verdict of a test run is
     * written. The profile's time limit does not apply, because the caller asked for the pairs; the limit of the
     * setting does.
     */
    Experiment compareWithItself(List<? extends Workload> workloads, Machine machine, int pairs) {
        Timing timing = timing();
        try (Stage stage = open(machine, machine, timing)) {
            ExperimentDesign design = design(stage, timing, true, Math.max(pairs, mostPairs()));
            Duration budget = settings().budget().orElse(Profile.THOROUGH.budget());
            ExperimentPlan plan = new ExperimentPlan(
                    design, List.of(), List.copyOf(workloads), Map.of(), pairs, ExperimentTime.exactly(budget));
            Experiment ended = run(plan, stage);
            run.keep(ended);
            return ended;
        }
    }

    private Stage open(Machine subject, Machine reference, Timing timing) {
        return run.stages().open(lab, subject, reference, timing, run.settings());
    }

    private Experiment run(ExperimentPlan plan, Stage stage) {
        checkNeeds(plan.workloads(), stage);
        LabProgress progress = new LabProgress(
                lab.id(), plan.design(), ProgressLines.of(run.settings().progress()), LabListeners.discovered());
        progress.begins(plan);
        return new PairedExperiment(plan, stage, series(plan), progress, System::nanoTime).run();
    }

    private AllMetricSeries series(ExperimentPlan plan) {
        Duration age = settings().maxAge();
        return new AllMetricSeries(
                plan,
                (workload, metric, threshold) -> run.history()
                        .evidence(
                                new EvidenceQuery(
                                        plan.design(), metric, workload.name(), workload.settings(), threshold),
                                age));
    }

    private static void checkNeeds(List<? extends Workload> workloads, Stage stage) {
        TreeSet<String> missing = new TreeSet<>();
        for (Workload workload : workloads) {
            stage.missing(workload).forEach(missing::add);
        }
        if (!missing.isEmpty()) {
            throw new LabConfigurationException(
                    "not everything that is to be measured can be: " + String.join("; ", missing));
        }
    }

    private ExperimentDesign design(Stage stage, Timing timing, boolean withItself, int mostPairs) {
        Map<String, String> setup = new TreeMap<>(stage.setup());
        setup.put("measure", timing.measure().toMillis() + " ms");
        setup.put("ramp", timing.ramp().toMillis() + " ms");
        return ExperimentDesign.of(
                        UUID.randomUUID(),
                        Instant.now(),
                        lab.tier(),
                        new LevelPair(stage.level(Side.SUBJECT), stage.level(Side.REFERENCE)))
                .withRun(run.id())
                .withTest(test)
                .withLab(lab.spec().name())
                .withSubject(stage.label(Side.SUBJECT))
                .withReference(stage.label(Side.REFERENCE))
                .withSeed(seed())
                .withProfile(chosenProfile().word())
                .withSetup(setup)
                .withItself(withItself)
                .withPolicy(GatePolicy.DEFAULT.withMaxPairs(mostPairs))
                .withStrict(settings().strict(lab.tier()))
                .withFingerprint(stage.fingerprint());
    }

    private Map<String, Threshold> thresholds(List<? extends Workload> workloads, LevelPair levels) {
        Map<String, Threshold> thresholds = new HashMap<>(expected);
        for (Workload workload : workloads) {
            for (Metric metric : workload.metrics()) {
                run.thresholds()
                        .of(lab.tier(), levels, metric.name())
                        .ifPresent(threshold -> thresholds.putIfAbsent(metric.name(), threshold));
            }
        }
        return thresholds;
    }

    private Timing timing() {
        return chosenProfile().timing(lab.tier());
    }

    private int mostPairs() {
        return settings().maxPairs().orElse(chosenProfile().maxPairs());
    }

    private long seed() {
        if (seed != null) {
            return seed;
        }
        return settings().seed().orElseGet(RANDOM::nextLong);
    }

    private Profile chosenProfile() {
        return profile != null ? profile : settings().profile(lab.tier());
    }

    private ExperimentSettings settings() {
        return run.settings().experiments();
    }
}
