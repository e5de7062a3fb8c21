package org.nestlab.allure.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.LevelPair;
import org.nestlab.experiment.OverheadTable;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Estimate;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Metric;

/** All kinds of pictures, for looking at them: {@code main} writes them and a page of them into a folder. */
public final class Gallery {

    private static final Metric WRITES = Metric.higherIsBetter("fio-randwrite-4k.iops", "IOPS");
    private static final Metric SINGLE = Metric.higherIsBetter("unixbench-single.index", "score");

    private Gallery() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        StringBuilder page = new StringBuilder("""
            <!DOCTYPE html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <style>:root{color-scheme:light dark}body{margin:16px;display:flex;flex-wrap:wrap;gap:16px;align-items:flex-start}
            img{max-width:100%;border:1px solid #8885}</style>
            """);
        for (Map.Entry<String, String> picture : pictures().entrySet()) {
            Files.writeString(folder.resolve(picture.getKey() + ".svg"), picture.getValue());
            page.append("<img src=\"%s.svg\" alt=\"%s\">\n".formatted(picture.getKey(), picture.getKey()));
        }
        Files.writeString(folder.resolve("index.html"), page);
    }

    /** Each with a name; the same at every call. */
    static Map<String, String> pictures() {
        Map<String, String> pictures = new LinkedHashMap<>();
        pictures.put("overhead-hardware", OverheadChart.svg(OverheadTable.of(article(Tier.KVM))));
        pictures.put("overhead-emulated", OverheadChart.svg(OverheadTable.of(article(Tier.EMULATED))));
        pictures.put("overhead-empty", OverheadChart.svg(new OverheadTable(Tier.KVM, List.of(), List.of())));
        pictures.put(
                "trend-regression",
                TrendChart.svg(Trend.of(regression(30, 20, 0.10)).get(0)));
        pictures.put(
                "trend-stable", TrendChart.svg(Trend.of(regression(30, 30, 0)).get(0)));
        pictures.put(
                "trend-thousand",
                TrendChart.svg(Trend.of(regression(1000, 600, 0.08)).get(0)));
        pictures.put("trend-mixed", TrendChart.svg(Trend.of(mixed()).get(1)));
        pictures.put("trend-one", TrendChart.svg(Trend.of(regression(1, 1, 0)).get(0)));
        pictures.put("trend-empty", TrendChart.svg(empty()));
        pictures.put("pairs-within", PairsChart.svg(pairs(0.52, 0.03, 9, Samples.LIMIT)));
        pictures.put("pairs-exceeded", PairsChart.svg(pairs(0.40, 0.05, 12, Samples.LIMIT)));
        pictures.put("pairs-baseline", PairsChart.svg(pairs(0.97, 0.06, 30, Threshold.noWorse(0.1))));
        pictures.put("pairs-unjudged", PairsChart.svg(pairs(0.5, 0.02, 5, null)));
        pictures.put("pairs-carried", PairsChart.svg(carried()));
        pictures.put("matrix", MatrixChart.svg(MatrixSamples.everyState()));
        pictures.put("matrix-wide", MatrixChart.svg(MatrixSamples.wide()));
        pictures.put("matrix-one", MatrixChart.svg(MatrixSamples.one()));
        pictures.put("exits", ExitsChart.svg("L2:fio-randread-4k", exits(3_000)));
        pictures.put("exits-without-operations", ExitsChart.svg("L2:unixbench-single", exits(0)));
        pictures.put("exits-none", ExitsChart.svg("L2:nothing", List.of()));
        return pictures;
    }

    /** The figures that the founding article ends with, and what an emulated L1 makes of them. */
    static List<Experiment> article(Tier tier) {
        double slow = tier == Tier.KVM ? 1 : 0.04;
        Random random = new Random(7);
        List<Experiment> all = new ArrayList<>();
        all.add(Samples.experiment(
                "run-1",
                Samples.START,
                tier,
                "L1/L0",
                Samples.MACHINE,
                measured(SINGLE, 1184.7, 0.651 * slow, random),
                measured(Samples.IOPS, 52_600, 0.728 * slow, random),
                measured(WRITES, 36_200, 0.514 * slow, random),
                measured(Samples.LATENCY, 62, 0.047, random)));
        all.add(Samples.experiment(
                "run-1",
                Samples.START,
                tier,
                "L2/L1",
                Samples.MACHINE,
                measured(SINGLE, 771.0 * slow, 0.756, random),
                measured(Samples.IOPS, 38_300 * slow, 0.475, random),
                measured(WRITES, 18_600 * slow, 0.498, random),
                measured(Samples.LATENCY, 1320, 0.08, random)));
        return all;
    }

    /** Those of 3,000 reads of 4 KiB in an L2, and what they cost at L0 where KVM runs L1. */
    private static List<ExitBars> exits(double operations) {
        String[] amd = {"MSR", "NPF", "HLT", "INTR", "VINTR", "CPUID"};
        long[] counts = {3332, 3045, 2926, 2547, 1584, 260};
        List<ExitBars.Bar> own = new ArrayList<>();
        List<ExitBars.Bar> ofL1 = new ArrayList<>();
        for (int i = 0; i < amd.length; i++) {
            own.add(new ExitBars.Bar(amd[i], counts[i], operations == 0 ? 0 : counts[i] / operations));
        }
        for (int i = 0; i < 14; i++) {
            long count = 90_000L >> i;
            String name = i == 0 ? "AVIC_UNACCELERATED_ACCESS" : "REASON_" + i;
            ofL1.add(new ExitBars.Bar(name, count, operations == 0 ? 0 : count / operations));
        }
        return List.of(
                new ExitBars("L2 guest on the KVM of L1 hypervisor", 2, own),
                new ExitBars("L1 hypervisor on the KVM of L0 host", 1, ofL1),
                new ExitBars("guests inside L1 hypervisor on the KVM of L0 host", 2, List.of()));
    }

    private static Comparison measured(Metric metric, double reference, double ratio, Random random) {
        return Samples.judged(metric, Samples.pairs(metric, reference, ratio, 0.03, 9, random), null);
    }

    /** Daily runs; from one on the ratio is lower by so much. */
    static List<Experiment> regression(int runs, int from, double loss) {
        Random random = new Random(runs + 31L * from);
        List<Experiment> all = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            double ratio = 0.50 * (i < from ? 1 : 1 - loss) * Math.exp(0.01 * random.nextGaussian());
            Comparison comparison = Samples.judged(
                    Samples.IOPS,
                    Samples.pairs(Samples.IOPS, 38_000, ratio, 0.03, 9, random),
                    new Threshold.AtLeast(0.46, "thresholds.yaml:12", false));
            all.add(Samples.experiment("run-" + (i + 1), Samples.day(i), comparison));
        }
        return all;
    }

    /** All verdicts, unbounded intervals, a run without the metric, two experiments in a run, other kernels. */
    static List<Experiment> mixed() {
        List<Experiment> all = new ArrayList<>();
        Random random = new Random(3);
        Threshold limit = Threshold.noWorse(0.1);
        for (int i = 0; i < 24; i++) {
            List<Pair> pairs =
                    Samples.pairs(Samples.IOPS, 38_000, i > 14 ? 0.9 : 0.99, 0.03, i % 5 == 0 ? 3 : 14, random);
            Comparison comparison = i == 7 || i == 8
                    ? Samples.comparison(Samples.LATENCY, pairs, null, new Verdict.Invalid("a cache answered"), null)
                    : i == 11
                            ? Samples.comparison(
                                    Samples.IOPS,
                                    List.of(),
                                    limit,
                                    new Verdict.Invalid("not one pair of 3 counts"),
                                    null)
                            : i == 13
                                    ? Samples.comparison(
                                            Samples.IOPS,
                                            pairs,
                                            limit,
                                            new Verdict.Inconclusive("2 pairs of at least 5"),
                                            new Estimate(0.97, 0, Double.POSITIVE_INFINITY, 0.95, 2))
                                    : Samples.judged(Samples.IOPS, pairs, i == 3 ? null : limit);
            String kernel = i < 10 ? "6.1.0-41-cloud-amd64" : i < 15 ? "6.1.0-42-cloud-amd64" : "6.12.9-cloud-amd64";
            all.add(Samples.experiment(
                    "run-" + (i + 1),
                    Samples.day(i),
                    Tier.KVM,
                    "L2/L1",
                    Samples.fingerprint(kernel, i < 16 ? "7.2.22" : "10.0.2"),
                    comparison));
            if (i == 18) {
                all.add(Samples.experiment(
                        "run-" + (i + 1),
                        Samples.day(i).plus(Duration.ofHours(1)),
                        Tier.KVM,
                        "L2/L1",
                        Samples.fingerprint(kernel, "10.0.2"),
                        comparison));
            }
        }
        return all;
    }

    static Trend empty() {
        return new Trend(
                Tier.KVM,
                "default",
                LevelPair.parse("L2/L1"),
                "L2 guest",
                "L1 hypervisor",
                Samples.IOPS,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Comparison pairs(double ratio, double noise, int count, @Nullable Threshold threshold) {
        return Samples.judged(
                Samples.IOPS, Samples.pairs(Samples.IOPS, 38_300, ratio, noise, count, new Random(count)), threshold);
    }

    private static Comparison carried() {
        Comparison all = pairs(0.44, 0.04, 20, Samples.LIMIT);
        return all.withSettings(Map.of())
                .withFacts(Map.of())
                .withCarried(all.pairs().subList(0, 8))
                .withPairs(all.pairs().subList(8, 20))
                .withRejected(List.of("pair 3: L2 guest: fio's JSON ends in the middle"))
                .withUnproven(List.of());
    }
}
