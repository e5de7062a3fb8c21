package org.nestlab.allure.report;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentDesign;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.experiment.LevelPair;
import org.nestlab.history.RunHistory;
import org.nestlab.report.ReportHistory;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Estimate;
import org.nestlab.verdict.Evidence;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Sample;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Metric;

/** Runs that were never made, one a day, with noise of one seed: what a report says of them is known beforehand. */
public final class PlantedRuns {

    static final Instant START = Instant.parse("2026-10-01T06:00:00Z");
    static final String LAB = "overhead";

    static final Metric EVENTS = Metric.higherIsBetter("sysbench-cpu-single.events", "events/s");
    static final Metric IOPS = Metric.higherIsBetter("fio-randread-4k.iops", "IOPS");
    static final Metric EXIT = Metric.lowerIsBetter("exit-touch.latency", "ns");

    private final Random random = new Random(7);
    private final int pairs;
    private final Map<String, String> details;

    /** @param pairs in each experiment */
    PlantedRuns(int pairs) {
        this(pairs, Map.of("L0.governor", "performance"));
    }

    /** @param details of every fingerprint */
    PlantedRuns(int pairs, Map<String, String> details) {
        this.pairs = pairs;
        this.details = Map.copyOf(details);
    }

    /**
     * Days of two experiments each on the emulated tier. L2's random reads are a fifth slower from one day on; L1's
     * kernel was another from the tenth day; everything else stays as it is.
     *
     * @param worseFrom the first run that is slower, from 1
     */
    List<Experiment> regression(int runs, int worseFrom) {
        List<Experiment> all = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            String kernel = run < 10 ? "6.1.0-40" : "6.1.0-41";
            double reads = run < worseFrom ? 0.62 : 0.50;
            all.add(experiment(
                    run,
                    "L1/L0",
                    kernel,
                    comparison(EVENTS, 9_000, 0.052, Threshold.atLeast(0.03)),
                    comparison(IOPS, 41_000, 0.24, Threshold.atLeast(0.1)),
                    comparison(EXIT, 1_300, 0.055, null)));
            all.add(experiment(
                    run,
                    "L2/L1",
                    kernel,
                    comparison(EVENTS, 468, 0.93, Threshold.noWorse(0.15)),
                    comparison(IOPS, 9_840, reads, Threshold.atLeast(0.55)),
                    comparison(EXIT, 23_600, 0.11, null)));
        }
        return all;
    }

    /** Any experiment. */
    public static Experiment one() {
        return new PlantedRuns(6).regression(1, 1).get(0);
    }

    Experiment experiment(int run, String levels, String kernel, Comparison... comparisons) {
        return experiment(Tier.EMULATED, run, levels, kernel, comparisons);
    }

    Experiment experiment(Tier tier, int run, String levels, String kernel, Comparison... comparisons) {
        LevelPair pair = LevelPair.parse(levels);
        boolean inner = pair.subject().depth() == 2;
        return ExperimentDesign.of(
                        new UUID(run, random.nextLong()),
                        START.plus(Duration.ofDays(run)).plusSeconds(inner ? 120 : 0),
                        tier,
                        pair)
                .withRun("run-%04d".formatted(run))
                .withTest("GateTests.gates")
                .withLab(LAB)
                .withSubject(inner ? "L2 guest" : "L1 hypervisor")
                .withReference(inner ? "L1 hypervisor" : "L0 host")
                .withSeed(42)
                .withProfile("quick")
                .withSetup(Map.of("vcpus", "1"))
                .withFingerprint(new Fingerprint(Map.of("L1.kernel", kernel, "L0.qemu", "10.0.2"), details))
                .ended(Duration.ofSeconds(95), List.of(comparisons), List.of());
    }

    /** One whose verdict follows from its estimate, as the gate's would with pairs enough. */
    Comparison comparison(Metric metric, double reference, double ratio, @Nullable Threshold threshold) {
        List<Pair> measured = IntStream.rangeClosed(1, pairs)
                .mapToObj(i -> pair(i, metric, reference, ratio))
                .toList();
        Estimate estimate = Evidence.of(
                        measured.stream().mapToDouble(p -> p.lnRatio(metric)).toArray())
                .estimate()
                .orElse(null);
        return Comparison.of(metric, metric.name().replaceFirst("\\..*", ""))
                .withSettings(Map.of("depth", "1"))
                .withPairs(measured)
                .withVerdict(threshold, threshold == null || estimate == null ? null : verdict(threshold, estimate))
                .withEstimate(estimate);
    }

    private static Verdict verdict(Threshold threshold, Estimate estimate) {
        double limit = threshold.floor();
        if (estimate.low() > limit) {
            return new Verdict.Within("%s is above %s".formatted(estimate.ratioText(), limit));
        }
        return estimate.high() < limit
                ? new Verdict.Exceeded("%s is below %s".formatted(estimate.ratioText(), limit))
                : new Verdict.Inconclusive("the interval holds %s".formatted(limit));
    }

    private Pair pair(int number, Metric metric, double reference, double ratio) {
        double base = reference * noise();
        double factor = metric.better() == Metric.Better.HIGHER ? ratio : 1 / ratio;
        return new Pair(
                number,
                Sample.of(base * factor * noise()),
                Sample.of(base),
                random.nextBoolean(),
                START.plusSeconds(number));
    }

    private double noise() {
        return Math.exp(0.015 * random.nextGaussian());
    }

    /** Keeps experiments in a history of its own. */
    static RunHistory keep(Path file, List<Experiment> experiments) {
        RunHistory history = open(file);
        experiments.forEach(history::keep);
        return history;
    }

    static RunHistory open(Path file) {
        return openAddress(file.toString(), file.resolveSibling(""));
    }

    /** @param folder for what the history cannot take */
    static RunHistory openAddress(String address, Path folder) {
        Map<String, String> settings = Map.of("nestlab.history", address, "nestlab.state.dir", folder + "/state");
        return ReportHistory.open(key -> Optional.ofNullable(settings.get(key)), folder);
    }
}
