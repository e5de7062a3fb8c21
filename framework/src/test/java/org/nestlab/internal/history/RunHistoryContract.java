package org.nestlab.internal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nestlab.internal.history.Experiments.IOPS;
import static org.nestlab.internal.history.Experiments.LATENCY;
import static org.nestlab.internal.history.Experiments.LIMIT;
import static org.nestlab.internal.history.Experiments.MACHINE;
import static org.nestlab.internal.history.Experiments.START;
import static org.nestlab.internal.history.Experiments.comparison;
import static org.nestlab.internal.history.Experiments.experiment;
import static org.nestlab.internal.history.Experiments.inconclusive;
import static org.nestlab.internal.history.Experiments.ofRun;
import static org.nestlab.internal.history.Experiments.pairs;
import static org.nestlab.internal.history.Experiments.query;
import static org.nestlab.internal.history.Experiments.with;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.experiment.LevelPair;
import org.nestlab.history.ExperimentOutcome;
import org.nestlab.history.ExperimentSummary;
import org.nestlab.history.RunHistory;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;

/** What holds of a history, whatever keeps it. Each test begins with an empty one. */
public abstract class RunHistoryContract {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final LevelPair LEVELS = LevelPair.parse("L2/L1");

    /** Opens the history again, without emptying it. */
    protected abstract RunHistory open();

    private static Comparison said(Verdict verdict) {
        return comparison(IOPS, LIMIT, verdict);
    }

    private static List<Pair> pairsOf(Experiment... experiments) {
        return Stream.of(experiments)
                .flatMap(it -> it.comparisons().get(0).pairs().stream())
                .toList();
    }

    @Test
    void whatIsKeptComesBackEqual() {
        Experiment all = Experiments.ofAllShapes();
        Experiment none = experiment(Duration.ofDays(-1));
        try (RunHistory history = open()) {
            history.keep(all);
            history.keep(none);
        }
        try (RunHistory history = open()) {
            assertThat(history.find(all.design().id())).contains(all);
            assertThat(history.find(none.design().id())).contains(none);
            assertThat(history.find(UUID.randomUUID())).isEmpty();
        }
    }

    @Test
    void anExperimentIsKeptOnce() {
        Experiment experiment = inconclusive(Duration.ZERO);
        try (RunHistory history = open()) {
            history.keep(experiment);
            history.keep(experiment);

            assertThat(history.list(10)).hasSize(1);
            assertThat(history.find(experiment.design().id())).contains(experiment);
        }
    }

    @Test
    void theNewestStandsFirstInTheList() {
        Experiment older = experiment(
                Duration.ZERO,
                said(new Verdict.Within("ok")),
                said(new Verdict.Inconclusive("few")),
                said(new Verdict.Within("ok")),
                comparison(LATENCY, null, null));
        Experiment newer = inconclusive(Duration.ofNanos(1));
        try (RunHistory history = open()) {
            history.keep(newer);
            history.keep(older);

            assertThat(history.list(1))
                    .extracting(ExperimentSummary::id)
                    .containsExactly(newer.design().id());
            assertThat(history.list(5).get(1))
                    .isEqualTo(new ExperimentSummary(
                            older.design().id(),
                            "run-1",
                            START,
                            "DiskOverheadTests.randomRead",
                            "default",
                            Tier.EMULATED,
                            "L2/L1",
                            MACHINE.id(),
                            4,
                            "2 within, 1 inconclusive, 1 not judged"));
        }
    }

    @Test
    void aSeriesIsTheNewestOnesInTheOrderOfTime() {
        Experiment first = inconclusive(Duration.ofSeconds(1));
        Experiment second = inconclusive(Duration.ofSeconds(2));
        Experiment third = inconclusive(Duration.ofSeconds(3));
        try (RunHistory history = open()) {
            List.of(second, third, first, experiment(Duration.ofSeconds(4), comparison(LATENCY, null, null)))
                    .forEach(history::keep);

            assertThat(history.series(IOPS.name(), LEVELS, 2)).containsExactly(second, third);
            assertThat(history.series(IOPS.name(), LevelPair.parse("L1/L0"), 2)).isEmpty();
        }
    }

    @Test
    void outcomesAreThoseOfTheNewestRunsInTheOrderOfTime() {
        Experiment oldest = ofRun("run-0", inconclusive(Duration.ofSeconds(1)));
        Experiment odd = Experiments.ofAllShapes();
        Experiment empty = ofRun("run-2", experiment(Duration.ofSeconds(3)));
        Experiment newest = ofRun("run-2", inconclusive(Duration.ofSeconds(4)));
        try (RunHistory history = open()) {
            List.of(newest, oldest, odd, empty).forEach(history::keep);

            assertThat(outcomes(history, 1)).isEqualTo(outcomesOf(empty, newest));
            assertThat(outcomes(history, 2)).isEqualTo(outcomesOf(oldest, empty, newest));
            assertThat(outcomes(history, 9)).isEqualTo(outcomesOf(odd, oldest, empty, newest));
            assertThat(history.<Long>outcomes(9, stream -> stream.limit(1).count()))
                    .isEqualTo(1);
        }
    }

    @Test
    void outcomesOfExperimentsThatBeganAtOnceKeepTheirOwnPairs() {
        List<Experiment> all = List.of(
                inconclusive(Duration.ofSeconds(1)),
                experiment(
                        Duration.ofSeconds(1),
                        comparison(LATENCY, null, null, pairs(3)),
                        comparison(IOPS, null, null, pairs(5))),
                inconclusive(Duration.ofSeconds(1)));
        try (RunHistory history = open()) {
            all.forEach(history::keep);

            assertThat(outcomes(history, 9)).containsExactlyInAnyOrderElementsOf(outcomesOf(all));
        }
    }

    @Test
    void anEmptyHistoryHasNoOutcomes() {
        try (RunHistory history = open()) {
            assertThat(outcomes(history, 9)).isEmpty();
        }
    }

    private static List<ExperimentOutcome> outcomes(RunHistory history, int runs) {
        return history.outcomes(runs, Stream::toList);
    }

    private static List<ExperimentOutcome> outcomesOf(Experiment... experiments) {
        return outcomesOf(List.of(experiments));
    }

    private static List<ExperimentOutcome> outcomesOf(List<Experiment> experiments) {
        return experiments.stream().map(ExperimentOutcome::of).toList();
    }

    @Test
    void evidenceGoesBackToTheNewestThatDecided() {
        Experiment before = inconclusive(Duration.ofSeconds(1));
        Experiment decided = experiment(Duration.ofSeconds(2), said(new Verdict.Within("ok")));
        Experiment first = inconclusive(Duration.ofSeconds(3));
        Experiment invalid = experiment(Duration.ofSeconds(4), said(new Verdict.Invalid("cached")));
        Experiment second = inconclusive(Duration.ofSeconds(5));
        Experiment atHand = inconclusive(Duration.ofSeconds(6));
        Experiment later = inconclusive(Duration.ofSeconds(7));
        try (RunHistory history = open()) {
            List.of(before, decided, first, invalid, second, atHand, later).forEach(history::keep);

            assertThat(history.evidence(query(atHand, IOPS), WEEK)).isEqualTo(pairsOf(first, second));
            assertThat(history.evidence(query(atHand, LATENCY), WEEK)).isEmpty();
            assertThat(history.evidence(query(decided, IOPS), WEEK)).isEqualTo(pairsOf(before));
        }
    }

    @Test
    void whatAnExperimentCarriedIsNotTakenFromItAgain() {
        Comparison own = said(new Verdict.Inconclusive("few"));
        Comparison carrying = Comparison.of(IOPS, own.workload())
                .withSettings(own.settings())
                .withFacts(own.facts())
                .withCarried(pairs(4))
                .withPairs(own.pairs())
                .withVerdict(LIMIT, own.verdict().orElseThrow());
        try (RunHistory history = open()) {
            history.keep(experiment(Duration.ZERO, carrying));

            assertThat(history.evidence(query(inconclusive(Duration.ofSeconds(1)), IOPS), WEEK))
                    .isEqualTo(own.pairs());
        }
    }

    @Test
    void evidenceMustBeYoungAndLikeThatAtHand() {
        Experiment atHand = inconclusive(Duration.ofDays(7));
        Comparison comparison = atHand.comparisons().get(0);
        Verdict few = new Verdict.Inconclusive("few");
        Comparison otherSettings = Comparison.of(IOPS, comparison.workload())
                .withSettings(Map.of("iodepth", "1"))
                .withPairs(pairs(2))
                .withVerdict(LIMIT, few);
        Experiment young = inconclusive(Duration.ZERO);
        // The threshold's line moved in its file.
        Experiment sameLimit = experiment(
                Duration.ofSeconds(1), comparison(IOPS, new Threshold.AtLeast(0.45, "thresholds.yaml:3", false), few));
        try (RunHistory history = open()) {
            List.of(
                            inconclusive(Duration.ofNanos(-1)),
                            young,
                            sameLimit,
                            experiment(Duration.ofSeconds(2), comparison(IOPS, Threshold.atLeast(0.46), few)),
                            experiment(Duration.ofSeconds(3), comparison(IOPS, Threshold.noWorse(0.45), few)),
                            experiment(Duration.ofSeconds(4), otherSettings),
                            with(START.plusSeconds(5), MACHINE, Map.of("vcpus", "4"), comparison),
                            with(
                                    START.plusSeconds(6),
                                    Fingerprint.UNKNOWN,
                                    atHand.design().setup(),
                                    comparison),
                            experiment(Duration.ofSeconds(7), comparison(IOPS, null, null)))
                    .forEach(history::keep);

            assertThat(history.evidence(query(atHand, IOPS), WEEK)).isEqualTo(pairsOf(young, sameLimit));
        }
    }

    @Test
    void otherDetailsOfTheMachineDoNotForbidEvidence() {
        Experiment earlier = with(
                START,
                new Fingerprint(MACHINE.identity(), Map.of("L0.governor", "powersave")),
                Map.of("vcpus", "2"),
                said(new Verdict.Inconclusive("few")));
        try (RunHistory history = open()) {
            history.keep(earlier);

            assertThat(history.evidence(query(inconclusive(Duration.ofSeconds(1)), IOPS), WEEK))
                    .isEqualTo(pairsOf(earlier));
            assertThat(history.find(earlier.design().id())).contains(earlier);
        }
    }

    @Test
    void manyThreadsKeepAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        List<Future<Experiment>> kept = new ArrayList<>();
        try {
            for (int i = 0; i < 36; i++) {
                Duration after = Duration.ofSeconds(i);
                kept.add(threads.submit(() -> {
                    Experiment experiment = inconclusive(after);
                    try (RunHistory history = open()) {
                        history.keep(experiment);
                    }
                    return experiment;
                }));
            }
            for (Future<Experiment> one : kept) {
                Experiment experiment = one.get();
                try (RunHistory history = open()) {
                    assertThat(history.find(experiment.design().id())).contains(experiment);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        try (RunHistory history = open()) {
            assertThat(history.list(100)).hasSize(36);
        }
    }
}
