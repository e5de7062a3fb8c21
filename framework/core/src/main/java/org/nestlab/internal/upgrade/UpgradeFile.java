package org.nestlab.internal.upgrade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nestlab.experiment.Difference;
import org.nestlab.experiment.Experiment;
import org.nestlab.internal.text.Json;
import org.nestlab.upgrade.Cause;
import org.nestlab.upgrade.FunctionalCheck;
import org.nestlab.upgrade.UpgradeReport;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Estimate;
import org.nestlab.verdict.Verdict;

/** Writes a comparison of two stacks as JSON, for CI and for later analysis. */
public final class UpgradeFile {

    private UpgradeFile() {}

    /**
     * Writes it, replacing what is there; the file is whole at any time.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public static void write(UpgradeReport report, Path file) {
        try {
            Path target = file.toAbsolutePath();
            Files.createDirectories(target.resolveSibling(""));
            Path next = target.resolveSibling(target.getFileName() + ".next");
            Json.INDENTED.writeValue(next.toFile(), document(report));
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written: %s".formatted(file, e), e);
        }
    }

    private static Map<String, @Nullable Object> document(UpgradeReport report) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("outcome", report.outcome().toString());
        document.put("exitStatus", report.outcome().exitStatus());
        document.put("reason", report.reason());
        document.put("baseline", report.baseline().text());
        document.put("candidate", report.candidate().text());
        document.put("ofItself", report.ofItself());
        document.put("differences", differences(report.differences()));
        document.put("seconds", report.took().toMillis() / 1000.0);
        document.put("strict", report.strict());
        document.put("baselineChecks", checks(report, report.baselineChecks()));
        document.put("candidateChecks", checks(report, report.candidateChecks()));
        List<Object> metrics = new ArrayList<>();
        for (Experiment experiment : report.experiments()) {
            experiment.comparisons().forEach(comparison -> metrics.add(metric(experiment, comparison)));
        }
        document.put("metrics", metrics);
        document.put("cause", cause(report.cause()));
        return document;
    }

    private static List<Object> differences(List<Difference> differences) {
        List<Object> rows = new ArrayList<>();
        differences.forEach(it -> rows.add(Map.of(
                "name",
                it.name(),
                "baseline",
                it.before().orElse(""),
                "candidate",
                it.after().orElse(""))));
        return rows;
    }

    private static List<Object> checks(UpgradeReport report, List<FunctionalCheck> checks) {
        List<Object> rows = new ArrayList<>();
        for (FunctionalCheck check : checks) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("claim", check.claim());
            row.put("passed", check.passed());
            row.put("state", check.state().word().toLowerCase(Locale.ROOT));
            row.put("failure", check.failed() ? check.detail().orElse("") : "");
            row.put("why", check.detail().orElse(""));
            row.put("failsOnBoth", report.failsOnBoth(check));
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, @Nullable Object> metric(Experiment experiment, Comparison comparison) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        Estimate estimate = comparison.estimate().orElse(null);
        row.put("level", experiment.design().levels().subject().toString());
        row.put("metric", comparison.metric().name());
        row.put("verdict", comparison.verdict().map(Verdict::word).orElse("not judged"));
        row.put("reason", comparison.verdict().map(Verdict::reason).orElse("no threshold"));
        row.put("ratio", estimate == null ? null : estimate.ratio());
        row.put("low", estimate == null || !estimate.bounded() ? null : estimate.low());
        row.put("high", estimate == null || !estimate.bounded() ? null : estimate.high());
        row.put("unit", comparison.metric().unit());
        row.put("carriedPairs", comparison.carried().size());
        row.put("rejected", comparison.rejected());
        row.put("unproven", comparison.unproven());
        row.put("seed", Long.toString(experiment.design().seed()));
        row.put("experiment", experiment.design().id().toString());
        List<Object> pairs = new ArrayList<>();
        comparison
                .pairs()
                .forEach(pair -> pairs.add(Map.of(
                        "number",
                        pair.number(),
                        "candidate",
                        pair.subject().value(),
                        "baseline",
                        pair.reference().value(),
                        "candidateFirst",
                        pair.subjectFirst())));
        row.put("pairs", pairs);
        return row;
    }

    private static Map<String, Object> cause(Cause cause) {
        List<Object> counts = new ArrayList<>();
        cause.counts()
                .forEach(it -> counts.add(Map.of(
                        "metric",
                        it.metric(),
                        "counter",
                        it.counter(),
                        "baseline",
                        it.baseline(),
                        "candidate",
                        it.candidate())));
        List<Object> log = new ArrayList<>();
        cause.kernelLog()
                .forEach(it -> log.add(Map.of(
                        "level", it.level(), "side", it.candidate() ? "candidate" : "baseline", "line", it.line())));
        List<Object> reasons = new ArrayList<>();
        cause.reasons()
                .forEach(it -> reasons.add(Map.of(
                        "target",
                        it.target(),
                        "reason",
                        it.reason(),
                        "baseline",
                        it.baseline(),
                        "candidate",
                        it.candidate())));
        return Map.of(
                "reasons", reasons, "counts", counts, "machines", differences(cause.machines()), "kernelLog", log);
    }
}
