package org.nestlab.internal.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabException;
import org.nestlab.experiment.Experiment;
import org.nestlab.workload.Check;
import org.nestlab.workload.Workload;

/**
 * Measures pairs until the evidence suffices. Which side goes first is an independent fair coin for each pair: a fixed
 * order would make a drift of the host look like a difference of the machines.
 */
final class PairedExperiment {

    private final ExperimentPlan plan;
    private final Stage stage;
    private final AllMetricSeries series;
    private final Progress progress;
    private final LongSupplier clock;
    private final List<String> notes = new ArrayList<>();

    /** @param clock nanoseconds, monotonic */
    PairedExperiment(ExperimentPlan plan, Stage stage, AllMetricSeries series, Progress progress, LongSupplier clock) {
        this.plan = plan;
        this.stage = stage;
        this.series = series;
        this.progress = progress;
        this.clock = clock;
        notes.addAll(plan.notes());
    }

    Experiment run() {
        long start = clock.getAsLong();
        SplittableRandom coin = new SplittableRandom(plan.design().seed());
        String broken = unfounded();
        int most = plan.design().policy().maxPairs();
        int number = 0;
        while (broken == null && number < most && !series.done()) {
            if (since(start).compareTo(limit(number)) >= 0) {
                notes.add("no pair was begun after %d s, the budget; %d were measured"
                        .formatted(limit(number).toSeconds(), number));
                break;
            }
            number++;
            broken = pair(number, coin.nextBoolean());
        }
        Duration took = since(start);
        return plan.design().ended(took, series.results(broken, whyEnded(number)), notes);
    }

    /** Why no measurement on these machines would be valid; null if it would. */
    private @Nullable String unfounded() {
        String failed = stage.checks().stream()
                .filter(Check::failed)
                .map(Check::toString)
                .collect(Collectors.joining("; "));
        return failed.isEmpty() ? null : failed;
    }

    /** Measures a pair and returns why no further pair can be measured; null if one can. */
    private @Nullable String pair(int number, boolean subjectFirst) {
        long start = clock.getAsLong();
        Instant at = Instant.now();
        stage.awaitQuiet().forEach(line -> notes.add("pair %d: %s".formatted(number, line)));
        Side first = subjectFirst ? Side.SUBJECT : Side.REFERENCE;
        try {
            Map<Workload, VisitResult> one = Visits.outcomes(stage, first, plan.workloads());
            Map<Workload, VisitResult> two = Visits.outcomes(stage, first.other(), plan.workloads());
            series.add(number, subjectFirst ? one : two, subjectFirst ? two : one, subjectFirst, at);
        } catch (LabException e) {
            String why = "pair %d could not be measured to its end: %s".formatted(number, e.getMessage());
            progress.broken(number, why, since(start));
            return mended(number, e) ? null : why;
        }
        progress.pair(number, series, since(start));
        return null;
    }

    /**
     * Whether the experiment can continue after a pair that was cut short: the emulation broke a guest, and that guest
     * is back.
     */
    private boolean mended(int number, LabException failure) {
        try {
            Optional<String> broken = stage.mend();
            broken.ifPresent(what -> {
                series.throwAway(number, what);
                notes.add("pair %d: thrown away, and the guest reset: %s".formatted(number, what));
            });
            return broken.isPresent();
        } catch (LabException e) {
            failure.addSuppressed(e);
            notes.add("pair %d: a guest that the emulation broke did not come back: %s"
                    .formatted(number, e.getMessage()));
            return false;
        }
    }

    private String whyEnded(int pairs) {
        int most = plan.design().policy().maxPairs();
        return pairs >= most
                ? "all %d pairs of this run are used up".formatted(most)
                : "the %d s of this run are used up".formatted(limit(pairs).toSeconds());
    }

    private Duration limit(int pairs) {
        return plan.time().limit(pairs, plan.design().policy());
    }

    private Duration since(long start) {
        return Duration.ofNanos(clock.getAsLong() - start);
    }
}
