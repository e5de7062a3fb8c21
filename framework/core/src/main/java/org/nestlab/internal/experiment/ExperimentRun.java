package org.nestlab.internal.experiment;

import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.nestlab.experiment.Bench;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.InconclusiveError;
import org.nestlab.experiment.LevelPair;
import org.nestlab.experiment.Profile;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Settings;
import org.nestlab.machine.Machine;
import org.nestlab.verdict.Comparison;
import org.nestlab.workload.Workload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All experiments of one test run: what they share, what is kept of them, and whether anything was decided. */
public final class ExperimentRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExperimentRun.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Settings settings;
    private final StageFactory stages;
    private final ThresholdSource thresholds;
    private final RunHistory history;
    private final RunReport report;
    private final String id;
    private final VerdictsFile verdicts;
    private final OverheadFiles overhead;
    private final Map<LevelPair, Set<String>> measured = new HashMap<>();
    private int judged;
    private int decided;

    public ExperimentRun(Settings settings, StageFactory stages, ThresholdSource thresholds, RunHistory history) {
        this(settings, stages, thresholds, history, ExperimentListeners.discovered());
    }

    ExperimentRun(
            Settings settings,
            StageFactory stages,
            ThresholdSource thresholds,
            RunHistory history,
            ExperimentListeners listeners) {
        this.settings = settings;
        this.stages = stages;
        this.thresholds = thresholds;
        this.history = history;
        this.report = RunReport.of(settings, listeners);
        this.id = STAMP.format(Instant.now()) + "-" + "%04x".formatted(new SecureRandom().nextInt(0x10000));
        this.verdicts = new VerdictsFile(RunFiles.verdicts(settings.outputDir()), id);
        this.overhead = new OverheadFiles(settings.outputDir());
    }

    /** A bench for a test. */
    public Bench bench(RunningLab lab, String test) {
        return new LabBench(this, lab, test);
    }

    /**
     * Measures a machine of a lab against itself, which shows the noise alone.
     *
     * @param test who asked
     * @param pairs how many, whatever their result
     * @param profile null for the setting's
     */
    public Experiment compareWithItself(
            RunningLab lab,
            Machine machine,
            List<Workload> workloads,
            int pairs,
            @Nullable Profile profile,
            String test) {
        LabBench bench = new LabBench(this, lab, test);
        return (profile == null ? bench : bench.withProfile(profile)).compareWithItself(workloads, machine, pairs);
    }

    Settings settings() {
        return settings;
    }

    StageFactory stages() {
        return stages;
    }

    ThresholdSource thresholds() {
        return thresholds;
    }

    RunHistory history() {
        return history;
    }

    String id() {
        return id;
    }

    /** Keeps an experiment that is not part of the run's result. */
    void keep(Experiment experiment) {
        history.keep(experiment);
    }

    /** Keeps an experiment and reports it, before a test can fail over it. */
    synchronized void ended(Experiment experiment) {
        Set<String> metrics = measured.computeIfAbsent(experiment.design().levels(), levels -> new TreeSet<>());
        for (Comparison comparison : experiment.comparisons()) {
            metrics.add(comparison.metric().name());
            if (comparison.threshold().isPresent()) {
                judged++;
                decided +=
                        comparison.verdict().filter(AllMetricSeries::isDecision).isPresent() ? 1 : 0;
            }
        }
        history.keep(experiment);
        try {
            verdicts.add(experiment);
            overhead.add(experiment);
        } catch (UncheckedIOException e) {
            LOG.error("{}", e.getMessage(), e);
        }
        report.ended(experiment);
    }

    /**
     * Ends the run.
     *
     * @throws InconclusiveError if thresholds were asked about and not one was answered: such a run is not green
     */
    @Override
    public synchronized void close() {
        history.close();
        // at the end, because an author's own metrics are known only after they were measured
        thresholds.unused(measured).forEach(LOG::warn);
        if (judged > 0 && decided == 0) {
            throw new InconclusiveError(
                    "not one of %d judged metrics was decided in this run, so that it says nothing: see %s; run again to go on from this evidence, or measure longer with -Dnestlab.profile=thorough"
                            .formatted(judged, verdicts.path()));
        }
    }
}
