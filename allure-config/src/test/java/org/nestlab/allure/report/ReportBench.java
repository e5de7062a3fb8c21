package org.nestlab.allure.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.nestlab.experiment.Experiment;
import org.nestlab.history.RunHistory;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Threshold;
import org.nestlab.workload.Metric;

/**
 * Prints how long the overhead page of a long history takes, in this JVM's first call as in a build:
 * {@code bench/report.sh} starts it.
 */
public final class ReportBench {

    private static final int METRICS = 25;
    private static final int PAIRS = 8;

    private ReportBench() {}

    /** What one call took. */
    record Figures(long read, long milliseconds, long cpu, long mebibytes, int characters) {}

    /**
     * Fills the history, or draws it.
     *
     * @param args how many runs, and the history's file, which is filled where it is not there; of each run 25 metrics
     *     between two pairs of levels
     */
    public static void main(String[] args) throws IOException {
        int runs = Integer.parseInt(args[0]);
        Path file = Path.of(args[1]);
        if (!Files.exists(file)) {
            fill(file, runs);
            System.out.printf("%d runs of %d results are kept in %d MiB%n", runs, 2 * METRICS, Files.size(file) >> 20);
            return;
        }
        Figures figures = draw(file);
        System.out.printf(
                "%d runs: history read in %.2f s, with pictures and page %.2f s (%.2f s of CPU), heap at most %d MiB, page %d KiB%n",
                runs,
                figures.read() / 1e3,
                figures.milliseconds() / 1e3,
                figures.cpu() / 1e3,
                figures.mebibytes(),
                figures.characters() >> 10);
    }

    static void fill(Path file, int runs) {
        PlantedRuns planted = new PlantedRuns(PAIRS, machines());
        try (RunHistory history = PlantedRuns.open(file)) {
            for (int run = 1; run <= runs; run++) {
                for (String levels : List.of("L1/L0", "L2/L1")) {
                    history.keep(experiment(planted, run, levels));
                }
            }
        }
    }

    /** As much as is told of real ones: the parameters of KVM, the flags of the CPU. */
    private static Map<String, String> machines() {
        Map<String, String> details = new TreeMap<>();
        for (int i = 0; i < 130; i++) {
            details.put("L%d.kvm.parameter_%02d".formatted(i % 3, i), "0123456789".repeat(4));
        }
        return details;
    }

    private static Experiment experiment(PlantedRuns planted, int run, String levels) {
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < METRICS; i++) {
            comparisons.add(planted.comparison(
                    Metric.higherIsBetter("metric-%02d.rate".formatted(i), "1/s"),
                    1_000 * (i + 1),
                    run < 600 ? 0.8 : 0.7,
                    Threshold.atLeast(0.6)));
        }
        return planted.experiment(run, levels, "6.1.0-" + run / 100, comparisons.toArray(Comparison[]::new));
    }

    /** Draws the page once and throws it away. */
    static Figures draw(Path file) {
        long start = System.nanoTime();
        Measurements measured = MeasurementsReader.ofHistory(() -> PlantedRuns.open(file));
        long read = (System.nanoTime() - start) / 1_000_000;
        String page = OverheadPlugin.of(measured).page();
        long took = (System.nanoTime() - start) / 1_000_000;
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
        long peak = heaps().map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
        return new Figures(read, took, cpu, peak >> 20, page.length());
    }

    private static Stream<MemoryPoolMXBean> heaps() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .sorted(Comparator.comparing(MemoryPoolMXBean::getName));
    }
}
