package org.nestlab.internal.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.LevelPair;
import org.nestlab.history.ExperimentSummary;
import org.nestlab.internal.history.sql.Address;
import org.nestlab.internal.history.sql.SqlStore;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.GatePolicy;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Sample;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Metric;

/** Prints how long a history of many experiments takes to list; {@code bench/history.sh} starts it. */
public final class HistoryBench {

    private static final int METRICS = 6;
    private static final int PAIRS = 8;
    private static final int AT_ONCE = 500;

    private HistoryBench() {}

    public static void main(String[] args) throws IOException {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        Path file = args.length > 1
                ? Path.of(args[1])
                : Files.createTempDirectory("nestlab-bench").resolve("history.db");
        if (!Files.exists(file)) {
            System.out.printf(
                    "%d experiments stored in %.1f s%n",
                    count, fill(file, count).toMillis() / 1e3);
        }
        System.out.printf("%s: %d MiB%n", file, Files.size(file) >> 20);
        for (int i = 1; i <= 5; i++) {
            System.out.printf(
                    "all listed, call %d: %.3f s%n", i, list(file, count).toNanos() / 1e9);
        }
        SqlStore store = new SqlStore(Address.parse(file.toString()));
        time("one experiment, by its id", () -> store.find(id(new Random(1), 0)));
        time("a series of 100", () -> store.series(metric(0).name(), LevelPair.parse("L2/L1"), 100));
    }

    private static void time(String what, Runnable work) {
        long start = System.nanoTime();
        work.run();
        System.out.printf("%s: %.3f s%n", what, (System.nanoTime() - start) / 1e9);
    }

    /** Stores experiments with equal seeds, each of 6 metrics with 8 pairs. */
    static Duration fill(Path file, int count) {
        SqlStore store = new SqlStore(Address.parse(file.toString()));
        Random random = new Random(1);
        long start = System.nanoTime();
        for (int from = 0; from < count; from += AT_ONCE) {
            List<Experiment> some = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + AT_ONCE); i++) {
                some.add(experiment(random, i));
            }
            store.add(some);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Lists them all, by a store that has not seen the file before. */
    static Duration list(Path file, int wanted) {
        long start = System.nanoTime();
        List<ExperimentSummary> found = new SqlStore(Address.parse(file.toString())).list(wanted);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (found.size() != wanted) {
            throw new IllegalStateException("%d of %d experiments were listed".formatted(found.size(), wanted));
        }
        return took;
    }

    private static UUID id(Random random, int number) {
        return new UUID(random.nextLong(), number);
    }

    private static Metric metric(int number) {
        return Metric.higherIsBetter("metric-" + number + ".iops", "IOPS");
    }

    private static Experiment experiment(Random random, int number) {
        UUID id = id(random, number);
        Experiment like = Experiments.with(
                Experiments.START.plusSeconds(60L * number),
                Experiments.MACHINE,
                Map.of("vcpus", "2"),
                IntStream.range(0, METRICS)
                        .mapToObj(i -> Experiments.comparison(
                                metric(i), Experiments.LIMIT, new Verdict.Within("ok"), pairs(random)))
                        .toArray(Comparison[]::new));
        return like.design()
                .withId(id)
                .withRun("run-" + number / 10)
                .withPolicy(GatePolicy.DEFAULT)
                .ended(like.took(), like.comparisons(), like.notes());
    }

    private static List<Pair> pairs(Random random) {
        return IntStream.rangeClosed(1, PAIRS)
                .mapToObj(i -> new Pair(
                        i,
                        new Sample(500 + 10 * random.nextDouble(), Map.of("exits", random.nextDouble())),
                        new Sample(1000 + 20 * random.nextDouble(), Map.of("exits", random.nextDouble())),
                        random.nextBoolean(),
                        Experiments.START.plusSeconds(i)))
                .toList();
    }
}
