package org.nestlab.internal.history.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nestlab.internal.history.Experiments.LIMIT;
import static org.nestlab.internal.history.Experiments.comparison;
import static org.nestlab.internal.history.Experiments.pairs;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.experiment.Experiment;
import org.nestlab.internal.history.Experiments;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Metric;

/** A report of many runs takes so many times as long as one of a few, and no more. */
class OutcomesScaleTests {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    /**
     * By the processor's time, the least of several, as the machine may be busy; were it quadratic, it would be 25
     * times.
     */
    @Test
    void fiveTimesTheRunsTakeFiveTimesAsLong() {
        SqlStore many = store("many.db", 400);
        SqlStore few = store("few.db", 80);
        read(many, 400);

        double ratio = (double) least(many, 400) / least(few, 80);

        assertThat(ratio).isLessThan(10);
    }

    private SqlStore store(String name, int runs) {
        SqlStore store = new SqlStore(Address.parse(folder.resolve(name).toString()));
        store.add(IntStream.range(0, runs).mapToObj(OutcomesScaleTests::run).toList());
        return store;
    }

    private static Experiment run(int run) {
        Comparison[] comparisons = IntStream.range(0, 3)
                .mapToObj(i -> comparison(
                        Metric.higherIsBetter("metric-%d.rate".formatted(i), "1/s"),
                        LIMIT,
                        new Verdict.Inconclusive("4 pairs"),
                        pairs(4)))
                .toArray(Comparison[]::new);
        return Experiments.ofRun("run-" + run, Experiments.experiment(Duration.ofHours(run), comparisons));
    }

    private static long least(SqlStore store, int runs) {
        return IntStream.range(0, 5).mapToLong(i -> read(store, runs)).min().orElseThrow();
    }

    private static long read(SqlStore store, int runs) {
        long start = THREADS.getCurrentThreadCpuTime();
        assertThat(store.<Long>outcomes(2_000, Stream::count)).isEqualTo(runs);
        return THREADS.getCurrentThreadCpuTime() - start;
    }
}
