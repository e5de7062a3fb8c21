package org.nestlab.internal.upgrade;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.nestlab.LabException;
import org.nestlab.experiment.Experiment;
import org.nestlab.explain.ExitReason;
import org.nestlab.explain.Explanation;
import org.nestlab.internal.experiment.ExplainTarget;
import org.nestlab.internal.experiment.StageFactory;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Settings;
import org.nestlab.machine.Level;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;
import org.nestlab.upgrade.Cause.ReasonChange;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.InvalidMeasurementException;
import org.nestlab.workload.Workload;

/**
 * Counts the exits of a guest by reason on both stacks, for workloads with a metric that came out worse. Each stack is
 * booted once more for this, after everything that is judged, because counting slows a guest down. If exits cannot be
 * counted, the verdict does not change.
 */
final class ReasonVisits {

    private static final int MOST_CHANGES = 3;
    private static final double NOTEWORTHY = 0.05;

    private final LabEngine engine;
    private final StageFactory stages;
    private final Settings settings;
    private final Consumer<String> progress;

    /** @param progress receives a line before each step, and the reason if a workload could not be counted */
    ReasonVisits(LabEngine engine, StageFactory stages, Settings settings, Consumer<String> progress) {
        this.engine = engine;
        this.stages = stages;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * What changed, at most three reasons for each workload, the largest change first. A workload that counts no
     * operations has no figures that could be compared.
     *
     * @param baseline the lab on that stack
     * @param request the workloads of each level
     * @param experiments what was judged
     */
    List<ReasonChange> of(
            LabSpec baseline, LabSpec candidate, UpgradeRun.Request request, Tier tier, List<Experiment> experiments) {
        List<ExplainTarget> worse = worse(request, tier, experiments);
        if (worse.isEmpty()) {
            return List.of();
        }
        progress.accept("counting exits by reason: %s"
                .formatted(worse.stream().map(ExplainTarget::text).collect(joining(", "))));
        List<ReasonChange> changes = new ArrayList<>();
        try {
            List<Explanation> before = explained(baseline, worse);
            List<Explanation> after = explained(candidate, worse);
            for (int i = 0; i < worse.size(); i++) {
                changes.addAll(changes(before.get(i), after.get(i)));
            }
        } catch (LabException | InvalidMeasurementException e) {
            progress.accept("no exits by reason: %s"
                    .formatted(
                            String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
        }
        return changes;
    }

    /** Guests that QEMU emulates have no exits. */
    private static List<ExplainTarget> worse(UpgradeRun.Request request, Tier tier, List<Experiment> experiments) {
        List<ExplainTarget> worse = new ArrayList<>();
        for (Experiment experiment : experiments) {
            Level level = experiment.design().levels().subject();
            TreeSet<String> names = new TreeSet<>();
            experiment.comparisons().stream()
                    .filter(it -> it.verdict()
                            .filter(Verdict.Exceeded.class::isInstance)
                            .isPresent())
                    .map(Comparison::workload)
                    .forEach(names::add);
            for (Workload workload : request.workloads().getOrDefault(level, List.of())) {
                if (names.contains(workload.name()) && (level.depth() > 1 || tier == Tier.KVM)) {
                    worse.add(new ExplainTarget(level + ":" + workload.name(), level.depth(), workload));
                }
            }
        }
        return worse;
    }

    private List<Explanation> explained(LabSpec spec, List<ExplainTarget> targets) {
        try (RunningLab lab = engine.bringUp(spec, settings)) {
            return targets.stream().map(it -> it.explain(lab, stages, settings)).toList();
        }
    }

    private static List<ReasonChange> changes(Explanation before, Explanation after) {
        if (before.operations() <= 0 || after.operations() <= 0) {
            return List.of();
        }
        TreeSet<String> names = new TreeSet<>();
        before.exits().reasons().forEach(it -> names.add(it.name()));
        after.exits().reasons().forEach(it -> names.add(it.name()));
        return names.stream()
                .map(name ->
                        new ReasonChange(before.target(), name, perOperation(before, name), perOperation(after, name)))
                .filter(it -> size(it) > NOTEWORTHY * Math.max(it.baseline(), it.candidate()))
                .sorted(Comparator.comparingDouble(ReasonVisits::size).reversed())
                .limit(MOST_CHANGES)
                .toList();
    }

    private static double size(ReasonChange change) {
        return Math.abs(change.candidate() - change.baseline());
    }

    private static double perOperation(Explanation explanation, String reason) {
        return explanation
                .exits()
                .reason(reason)
                .map(ExitReason::count)
                .map(count -> count / explanation.operations())
                .orElse(0.0);
    }
}
