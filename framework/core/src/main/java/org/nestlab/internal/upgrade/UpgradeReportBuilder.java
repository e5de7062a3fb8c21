package org.nestlab.internal.upgrade;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.nestlab.experiment.Experiment;
import org.nestlab.internal.experiment.BootPairs;
import org.nestlab.upgrade.Cause;
import org.nestlab.upgrade.FunctionalCheck;
import org.nestlab.upgrade.Outcome;
import org.nestlab.upgrade.UpgradeReport;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Verdict;

/** The report while it grows. */
final class UpgradeReportBuilder {

    private final UpgradeRun.Request request;
    private final long start;
    private final List<FunctionalCheck> baseline;
    private final List<FunctionalCheck> candidate = new ArrayList<>();
    private List<Experiment> experiments = List.of();
    private Cause cause = Cause.none();
    private Outcome outcome = Outcome.CANNOT_TELL;
    private String reason = "";
    private String open = "";
    private String note = "";
    private boolean strict;

    UpgradeReportBuilder(UpgradeRun.Request request, long start, StackCheck.Result before) {
        this.request = request;
        this.start = start;
        this.baseline = new ArrayList<>(before.checks());
    }

    /** What the candidate does, and what differs from the baseline. */
    void candidate(StackCheck.Result after, Cause differences) {
        candidate.addAll(after.checks());
        cause = differences;
    }

    /** Whether the one that was looked at works. */
    boolean works(String which, StackCheck.Result seen) {
        if (seen.noVerdict().isPresent()) {
            reason = "whether %s works: %s".formatted(which, seen.noVerdict().get());
            return false;
        }
        seen.failed().ifPresent(check -> {
            outcome = Outcome.DOES_NOT_WORK;
            reason = "%s failed the check '%s'".formatted(which, check.claim());
        });
        return seen.failed().isEmpty();
    }

    /** Whether the tests let the two be measured. */
    boolean pass(TestComparison.Result tests) {
        baseline.addAll(tests.baseline());
        candidate.addAll(tests.candidate());
        open = tests.open();
        note = tests.note();
        tests.ending().ifPresent(ending -> {
            outcome = ending.outcome();
            reason = ending.reason();
        });
        return tests.ending().isEmpty();
    }

    /** What was measured, with what differs meanwhile. */
    void measured(BootPairs.Measured measured, Cause differences, boolean strictly) {
        experiments = measured.experiments();
        cause = differences;
        strict = strictly;
        judge(measured.failed());
        if (outcome == Outcome.GOOD && !open.isEmpty()) {
            outcome = Outcome.CANNOT_TELL;
            reason = open;
        } else if (outcome == Outcome.GOOD && !note.isEmpty()) {
            reason = "%s; %s".formatted(reason, note);
        }
    }

    private void judge(Optional<BootPairs.Failed> failed) {
        if (failed.isPresent()) {
            BootFailure failure = new BootFailure(
                    failed.get().candidate() ? "the candidate" : "the baseline",
                    failed.get().booted(),
                    failed.get().cause());
            outcome = failure.outcome();
            reason = failure.reason();
            return;
        }
        String exceeded = metrics(Verdict.Exceeded.class::isInstance);
        String undecided = metrics(it -> !(it instanceof Verdict.Within));
        if (!exceeded.isEmpty()) {
            outcome = Outcome.WORSE;
            reason = exceeded;
        } else if (undecided.isEmpty()) {
            outcome = Outcome.GOOD;
            reason = within();
        } else {
            reason = "not decided: " + undecided;
        }
    }

    private String within() {
        List<Comparison> all =
                experiments.stream().flatMap(it -> it.comparisons().stream()).toList();
        long judged = all.stream().filter(it -> it.verdict().isPresent()).count();
        return judged == all.size()
                ? "all %d metrics are within their limits".formatted(judged)
                : "%d of %d metrics were to be judged, and are within their limits".formatted(judged, all.size());
    }

    private String metrics(Predicate<Verdict> which) {
        return experiments.stream()
                .flatMap(experiment -> experiment.comparisons().stream()
                        .filter(it -> it.verdict().filter(which).isPresent())
                        .map(it -> experiment.design().levels().subject() + " "
                                + it.metric().name()))
                .collect(joining(", "));
    }

    UpgradeReport done() {
        return UpgradeReport.of(
                request.baseline(),
                request.candidate(),
                outcome,
                reason,
                baseline,
                candidate,
                experiments,
                cause,
                Duration.ofNanos(System.nanoTime() - start),
                strict);
    }
}
