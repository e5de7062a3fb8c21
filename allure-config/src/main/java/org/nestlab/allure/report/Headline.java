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
import org.nestlab.allure.chart.Severity;
import org.nestlab.allure.chart.Trend;
import org.nestlab.allure.report.Measurements.OfTier;
import org.nestlab.experiment.OverheadText;
import org.nestlab.verdict.Estimate;

/**
 * The worst verdict of a run and how it came about, in one line, over all tests, modules, levels and metrics of the
 * run: a green headline means that all of them are.
 *
 * @param text one line, for people
 * @param verdict the worst verdict, as the status of a test; {@link TestStatus#UNKNOWN} if the reported run has none
 * @param counts the number of judged metrics for each outcome, the worst first
 * @param withoutLimit how many were measured but not judged, because they have no limit
 */
record Headline(String text, TestStatus verdict, Map<TestStatus, Integer> counts, int withoutLimit) {

    /** The headline of a run that judged nothing, or of no run. */
    Headline(String text, TestStatus verdict) {
        this(text, verdict, Map.of(), 0);
    }

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** A point of a trend, compared with the others. */
    private record Candidate(Trend trend, Trend.Point point) {

        Optional<org.nestlab.verdict.Verdict> verdict() {
            return point.verdict();
        }

        boolean isJudged() {
            return point.verdict().isPresent();
        }

        double margin() {
            return point.margin();
        }
    }

    /** The headline of the reported run, or else of the newest run in the history. */
    static Headline of(Measurements measurements) {
        List<Candidate> all = measurements.tiers().stream()
                .flatMap(tier -> candidates(tier).stream())
                .sorted(Severity.worstFirst(Candidate::verdict, Candidate::margin))
                .toList();
        if (measurements.ofARun()) {
            return ofRun(measurements, all);
        }
        return all.isEmpty()
                ? new Headline("Nothing was measured yet", TestStatus.UNKNOWN)
                : new Headline(worst(all), verdict(all.get(0).point()), counts(all), withoutLimit(all));
    }

    private static Headline ofRun(Measurements measurements, List<Candidate> all) {
        int unread = measurements.unread();
        String missing = unread == 0
                ? ""
                : "; %d %s could not be read".formatted(unread, unread == 1 ? "experiment" : "experiments");
        if (measurements.measured()) {
            TestStatus worst =
                    all.isEmpty() ? TestStatus.UNKNOWN : verdict(all.get(0).point());
            String text = all.isEmpty() ? "No metric was measured" : worst(all);
            // what could not be read may be worse than all that could
            return new Headline(
                    text + missing,
                    unread > 0 && !worst.isBad() ? TestStatus.UNKNOWN : worst,
                    counts(all),
                    withoutLimit(all));
        }
        if (unread > 0) {
            return new Headline("What this run measured is not known" + missing, TestStatus.UNKNOWN);
        }
        String kept = all.stream()
                .max(Comparator.comparing(it -> it.point().at()))
                .map(newest -> ". The newest that was kept is of %s; its worst: %s"
                        .formatted(day(newest.point().at()), text(all.get(0))))
                .orElse("");
        return new Headline("Nothing was measured in this run" + kept, TestStatus.UNKNOWN);
    }

    private static String worst(List<Candidate> all) {
        return (all.get(0).isJudged() ? "Worst: " : "No metric has a limit; the lowest ratio: ") + text(all.get(0));
    }

    /** How many metrics were judged and how many were not, in one sentence; empty if nothing was measured. */
    String tally() {
        int judged = counts.values().stream().mapToInt(Integer::intValue).sum();
        return judged + withoutLimit == 0
                ? ""
                : "%d of %d measured ratios %s a limit."
                        .formatted(judged, judged + withoutLimit, judged == 1 ? "has" : "have");
    }

    /** A metric that cannot be compared counts only if a limit is set for it. */
    private static List<Candidate> candidates(OfTier tier) {
        return tier.trends().stream()
                .flatMap(trend -> trend.points().stream()
                        .filter(point -> tier.judged().contains(point.experiment()))
                        .map(point -> new Candidate(trend, point)))
                .filter(it -> it.isJudged() || it.trend().incomparable().isEmpty())
                .toList();
    }

    private static Map<TestStatus, Integer> counts(List<Candidate> all) {
        Map<TestStatus, Integer> counts = new LinkedHashMap<>();
        all.stream().filter(Candidate::isJudged).forEach(it -> counts.merge(verdict(it.point()), 1, Integer::sum));
        return counts;
    }

    private static int withoutLimit(List<Candidate> all) {
        return (int) all.stream().filter(it -> !it.isJudged()).count();
    }

    /** Allure calls an aborted test skipped; a metric that is not judged has no verdict. */
    static TestStatus verdict(Trend.Point point) {
        return verdict(point.word());
    }

    /** The outcome of a word, for example {@code within}. */
    static TestStatus verdict(String word) {
        return switch (word) {
            case "within" -> TestStatus.PASSED;
            case "exceeded" -> TestStatus.FAILED;
            case "invalid" -> TestStatus.BROKEN;
            case "inconclusive" -> TestStatus.SKIPPED;
            default -> TestStatus.UNKNOWN;
        };
    }

    /** {@code fio-randread-4k.iops L2/L1 0.412, exceeded (limit 0.450); -12.0 % since 14 Nov 2026, run 6 of 8}. */
    private static String text(Candidate it) {
        Trend.Point point = it.point();
        String ratio = point.estimate().map(Estimate::ratioText).orElse("without a ratio");
        String limit = point.threshold()
                .map(t -> " (limit %s)".formatted(ratioText(t.floor())))
                .orElse("");
        String word = it.isJudged() || point.threshold().isPresent() ? point.word() : "no limit";
        return "%s %s %s, %s%s; %s"
                .formatted(it.trend().metric().name(), it.trend().levels(), ratio, word, limit, trend(it));
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
        long measured =
                trend.points().stream().mapToInt(Trend.Point::run).distinct().count();
        return measured == 1 ? "the first run" : "no change found in %d runs".formatted(measured);
    }

    static String ratioText(double ratio) {
        return new Estimate(ratio, 0, Double.POSITIVE_INFINITY, 0.95, 0).ratioText();
    }

    static String day(Instant at) {
        return DAY.format(at);
    }
}
