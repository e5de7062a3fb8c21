package org.nestlab.internal.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.nestlab.experiment.ExperimentDesign;
import org.nestlab.internal.lab.LabListeners;
import org.nestlab.internal.lab.ProgressLines;
import org.nestlab.internal.lab.Steps;
import org.nestlab.spi.LabEvent;
import org.nestlab.verdict.Estimate;
import org.nestlab.verdict.Verdict;

/** Shows each pair as a line with the running estimates, and as a step of the test. */
final class LabProgress implements Progress {

    private final String labId;
    private final ExperimentDesign design;
    private final ProgressLines lines;
    private final LabListeners listeners;

    LabProgress(String labId, ExperimentDesign design, ProgressLines lines, LabListeners listeners) {
        this.labId = labId;
        this.design = design;
        this.lines = lines;
        this.listeners = listeners;
    }

    void begins(ExperimentPlan plan) {
        lines.print(say("%s: %s, %s, profile %s, at most %d pairs, seed %d"
                .formatted(
                        design.levels(),
                        count(plan.workloads().size(), "workload"),
                        count(plan.thresholds().size(), "judged metric"),
                        design.profile(),
                        design.policy().maxPairs(),
                        design.seed())));
    }

    private static String count(int count, String what) {
        return "%d %s%s".formatted(count, what, count == 1 ? "" : "s");
    }

    @Override
    public void pair(int number, AllMetricSeries all, Duration took) {
        Map<String, Verdict> verdicts = all.verdicts();
        lines.print(say("%s pair %d: %s".formatted(design.levels(), number, Steps.seconds(took))));
        for (MetricSeries series : all.judged()) {
            Verdict verdict = verdicts.get(series.metric().name());
            String state = series.doubtful().orElseGet(() -> verdict == null ? "" : words(verdict));
            String ratio = series.evidence().estimate().map(Estimate::ratioText).orElse("-");
            lines.print(say("  %-32s %s  %s".formatted(series.metric().name(), ratio, state)));
        }
        listeners.publish(step(number, took));
    }

    private static String words(Verdict verdict) {
        return verdict instanceof Verdict.Inconclusive ? verdict.reason() : verdict.word();
    }

    @Override
    public void broken(int number, String why, Duration took) {
        lines.print(say("%s %s".formatted(design.levels(), why)));
        listeners.publish(step(number, took).withFailure(why));
    }

    private LabEvent.StepEnded step(int number, Duration took) {
        return LabEvent.StepEnded.of(
                labId,
                design.levels().subject(),
                "%s: pair %d".formatted(design.levels(), number),
                Instant.now().minus(took),
                took);
    }

    private String say(String text) {
        return "[nestlab %s] %s".formatted(labId, text);
    }
}
