package org.nestlab.internal.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.nestlab.experiment.Experiment;
import org.nestlab.internal.text.Json;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Estimate;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;

/**
 * All verdicts of a test run as {@code verdicts.json}, for CI, which cannot tell an aborted test from a passed one by
 * JUnit's counts. The file is whole after every experiment.
 */
final class VerdictsFile {

    private static final String NOT_JUDGED = "not judged";

    private final Path file;
    private final String run;
    private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    VerdictsFile(Path file, String run) {
        this.file = file;
        this.run = run;
    }

    Path path() {
        return file;
    }

    /** @throws UncheckedIOException if the file cannot be written */
    synchronized void add(Experiment experiment) {
        for (Comparison comparison : experiment.comparisons()) {
            counts.merge(word(comparison), 1, Integer::sum);
            rows.add(row(experiment, comparison));
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("run", run);
        all.put("counts", counts);
        all.put("verdicts", rows);
        try {
            Files.createDirectories(file.getParent());
            Path next = RunFiles.next(file);
            Json.INDENTED.writeValue(next.toFile(), all);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written: %s".formatted(file, e), e);
        }
    }

    private static String word(Comparison comparison) {
        return comparison.verdict().map(Verdict::word).orElse(NOT_JUDGED);
    }

    private static Map<String, @Nullable Object> row(Experiment experiment, Comparison comparison) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("metric", comparison.metric().name());
        row.put("levels", experiment.design().levels().toString());
        row.put("verdict", word(comparison));
        row.put("reason", comparison.verdict().map(Verdict::reason).orElse("no threshold"));
        Estimate estimate = comparison.estimate().orElse(null);
        row.put("ratio", estimate == null ? null : estimate.ratio());
        // as in the other texts, no interval if the pairs exclude nothing: JSON has no infinity
        row.put("low", estimate == null || !estimate.bounded() ? null : estimate.low());
        row.put("high", estimate == null || !estimate.bounded() ? null : estimate.high());
        Threshold threshold = comparison.threshold().orElse(null);
        row.put("limit", threshold == null ? null : threshold.floor());
        row.put("limitSource", threshold == null ? null : threshold.source());
        row.put("starter", threshold != null && threshold.starter());
        row.put("pairs", comparison.pairs().size());
        row.put("carriedPairs", comparison.carried().size());
        row.put("rejectedPairs", comparison.rejected().size());
        row.put("unproven", comparison.unproven());
        row.put("tier", experiment.design().tier().word());
        row.put("strict", experiment.design().strict());
        row.put("lab", experiment.design().lab());
        row.put("test", experiment.design().test());
        row.put("subject", experiment.design().subject());
        row.put("reference", experiment.design().reference());
        row.put("seed", Long.toString(experiment.design().seed()));
        row.put("experiment", experiment.design().id().toString());
        return row;
    }
}
