package org.nestlab.allure.chart;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.OverheadTable;
import org.nestlab.history.ExperimentOutcome;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Estimate;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Metric;

/** Prints how long all pictures of a long history take, and how much memory; {@code bench/charts.sh} starts it. */
public final class ChartBench {

    private static final int METRICS = 50;
    private static final int PAIRS = 9;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ChartBench() {}

    /**
     * What came of it: all pictures, how long they took, change points and all, and how long the processor worked for
     * them.
     */
    record Drawn(List<String> pictures, Duration took, Duration processor) {
        long letters() {
            return pictures.stream().mapToLong(String::length).sum();
        }
    }

    public static void main(String[] arguments) {
        for (int runs : new int[] {1000, 125, 250, 500, 1000, 2000}) {
            Drawn drawn = draw(runs);
            System.gc();
            long used =
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            System.out.printf(
                    "%d metrics x %d runs: %.2f s, %.2f s of a processor, %d pictures of %.1f MB, %d MB kept, at most %d MB of heap allowed%n",
                    METRICS,
                    runs,
                    drawn.took().toNanos() / 1e9,
                    drawn.processor().toNanos() / 1e9,
                    drawn.pictures().size(),
                    drawn.letters() / 1e6,
                    used >> 20,
                    Runtime.getRuntime().maxMemory() >> 20);
        }
    }

    /** A trend of each metric, the pairs of the newest run, and its table. */
    static Drawn draw(int runs) {
        List<Metric> metrics = IntStream.range(0, METRICS)
                .mapToObj(i -> Metric.higherIsBetter("workload-%02d.speed".formatted(i), "MiB/s"))
                .toList();
        List<Pair> pairs = Samples.pairs(metrics.get(0), 38_000, 0.5, 0.03, PAIRS, new Random(1));
        Random random = new Random(2);
        Stream<ExperimentOutcome> history = IntStream.range(0, runs)
                .mapToObj(run -> ExperimentOutcome.of(experiment(metrics, pairs, run, runs, random)));
        long worked = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        List<String> pictures = new ArrayList<>();
        Trend.of(history).forEach(trend -> pictures.add(TrendChart.svg(trend)));
        Experiment newest = experiment(metrics, pairs, runs, runs, random);
        newest.comparisons().forEach(it -> pictures.add(PairsChart.svg(newest, it)));
        pictures.add(OverheadChart.svg(OverheadTable.of(List.of(newest))));
        return new Drawn(
                pictures,
                Duration.ofNanos(System.nanoTime() - start),
                Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - worked));
    }

    /** One in 50 exceeds, the kernel changes three times, and each second metric loses a tenth in the middle. */
    private static Experiment experiment(List<Metric> metrics, List<Pair> pairs, int run, int runs, Random random) {
        Comparison[] comparisons = new Comparison[metrics.size()];
        for (int i = 0; i < comparisons.length; i++) {
            double level = i % 2 == 0 && run > runs * 0.6 ? 0.45 : 0.5;
            double ratio = level * Math.exp(0.02 * random.nextGaussian());
            comparisons[i] = Samples.comparison(
                    metrics.get(i),
                    pairs,
                    Samples.LIMIT,
                    random.nextInt(50) == 0 ? new Verdict.Exceeded("too slow") : new Verdict.Within("fast enough"),
                    new Estimate(ratio, ratio * 0.96, ratio * 1.04, 0.95, PAIRS));
        }
        return Samples.experiment(
                "run-" + run,
                Samples.day(run),
                Tier.KVM,
                "L2/L1",
                Samples.fingerprint("6.1.0-" + 4 * run / Math.max(1, runs), "10.0.2"),
                comparisons);
    }
}
