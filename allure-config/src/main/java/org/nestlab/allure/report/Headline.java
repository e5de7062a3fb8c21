package org.nestlab.allure.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.nestlab.allure.chart.Trend;
import org.nestlab.allure.report.Measurements.OfTier;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.OverheadText;
import org.nestlab.verdict.Estimate;
import org.nestlab.verdict.Threshold;

/**
 * The worst metric and how it came there, in one line.
 *
 * @param text one line, for people
 * @param verdict the worst verdict, in the words that tests end with
 * @param counts how many metrics ended how, the worst first
 */
record Headline(String text, Verdict verdict, Map<Verdict, Integer> counts) {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** The newest point of a trend, seen beside the others. */
    private record Candidate(Trend trend, Trend.Point point) {

        Verdict verdict() {
            return Headline.verdict(point);
        }

        double margin() {
            return Headline.margin(point.estimate(), point.threshold());
        }
    }

    /** What is judged and well says more than what is not judged. */
    static <T> Comparator<T> worstFirst(Function<T, Verdict> verdict, ToDoubleFunction<T> margin) {
        return Comparator.comparing((T it) -> verdict.apply(it) == Verdict.UNKNOWN)
                .thenComparing(verdict)
                .thenComparingDouble(margin);
    }

    /** How far above its limit; a metric without one is as bad as it is slow. */
    static double margin(Optional<Estimate> estimate, Optional<Threshold> threshold) {
        double ratio = estimate.map(Estimate::ratio).orElse(Double.POSITIVE_INFINITY);
        return threshold.map(t -> ratio / limit(t)).orElse(ratio);
    }

    /** Of what is shown; where several tiers are, of what this run measured. */
    static Headline of(Measurements measurements) {
        boolean fresh = measurements.tiers().stream().anyMatch(OfTier::ofThisRun);
        List<Candidate> all = measurements.tiers().stream()
                .filter(tier -> tier.ofThisRun() || !fresh)
                .flatMap(tier -> candidates(tier).stream())
                .sorted(worstFirst(Candidate::verdict, Candidate::margin))
                .toList();
        Map<Verdict, Integer> counts = new LinkedHashMap<>();
        all.forEach(c -> counts.merge(c.verdict(), 1, Integer::sum));
        return all.isEmpty()
                ? new Headline("Nothing was measured yet", Verdict.UNKNOWN, counts)
                : new Headline(text(all.get(0)), all.get(0).verdict(), counts);
    }

    private static List<Candidate> candidates(OfTier tier) {
        Set<Object> shown = tier.shown().stream().map(Experiment::id).collect(Collectors.toSet());
        return tier.trends().stream()
                .flatMap(trend -> trend
                        .last()
                        .filter(point -> shown.contains(point.experiment()))
                        .map(point -> new Candidate(trend, point))
                        .stream())
                .toList();
    }

    /** An aborted test is what Allure calls skipped; what nobody judges has no verdict. */
    static Verdict verdict(Trend.Point point) {
        return verdict(point.word());
    }

    /** Of a word as {@code within}. */
    static Verdict verdict(String word) {
        return switch (word) {
            case "within" -> Verdict.PASSED;
            case "exceeded" -> Verdict.FAILED;
            case "invalid" -> Verdict.BROKEN;
            case "inconclusive" -> Verdict.SKIPPED;
            default -> Verdict.UNKNOWN;
        };
    }

    /** {@code Worst: fio-randread-4k.iops L2/L1 0.412, exceeded (limit 0.450); -12.0 % since 14 Nov 2026, run 6 of 8}. */
    private static String text(Candidate it) {
        Trend.Point point = it.point();
        String ratio = point.estimate().map(Estimate::ratioText).orElse("without a ratio");
        String limit = point.threshold()
                .map(t -> " (limit %s)".formatted(ratioText(limit(t))))
                .orElse("");
        return "Worst: %s %s %s, %s%s; %s"
                .formatted(it.trend().metric().name(), it.trend().levels(), ratio, point.word(), limit, trend(it));
    }

    private static String trend(Candidate it) {
        Trend trend = it.trend();
        int runs = trend.runs().size();
        Optional<Trend.Step> step = trend.steps().stream().reduce((first, second) -> second);
        if (step.isPresent()) {
            Trend.Point at = trend.points().get(step.get().point());
            return "%s since %s, run %d of %d"
                    .formatted(OverheadText.signed(1 + step.get().change()), day(at.at()), at.run() + 1, runs);
        }
        return trend.points().size() == 1
                ? "the first run"
                : "no change found in %d runs".formatted(trend.points().size());
    }

    /** The ratio below which a threshold does not hold. */
    static double limit(Threshold threshold) {
        return threshold instanceof Threshold.AtLeast least
                ? least.ratio()
                : 1 - ((Threshold.NoWorse) threshold).tolerance();
    }

    static String ratioText(double ratio) {
        return new Estimate(ratio, 0, Double.POSITIVE_INFINITY, 0.95, 0).ratioText();
    }

    static String day(Instant at) {
        return DAY.format(at);
    }
}
