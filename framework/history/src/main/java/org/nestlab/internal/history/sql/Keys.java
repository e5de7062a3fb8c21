package org.nestlab.internal.history.sql;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.nestlab.experiment.ExperimentDesign;
import org.nestlab.history.EvidenceQuery;
import org.nestlab.internal.digest.Sha256;
import org.nestlab.internal.history.json.StoredSetup;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Threshold;
import org.nestlab.workload.Metric;

/** What rows are found by. */
final class Keys {

    private static final List<String> ORDER = List.of("within", "exceeded", "inconclusive", "invalid", "not judged");

    private Keys() {}

    /**
     * Equal where the pairs of two comparisons may be put together: same machines by fingerprint, set-up and levels,
     * same workload and settings, same limit. Where a limit is written down may change.
     */
    static String evidence(ExperimentDesign design, Comparison comparison) {
        return evidence(
                design,
                comparison.metric(),
                comparison.workload(),
                comparison.settings(),
                comparison.threshold().map(Keys::limit).orElse("none"));
    }

    /** The key of the comparisons whose pairs may be put together with those of the experiment at hand. */
    static String evidence(EvidenceQuery query) {
        return evidence(query.design(), query.metric(), query.workload(), query.settings(), limit(query.threshold()));
    }

    private static String evidence(
            ExperimentDesign design, Metric metric, String workload, Map<String, String> settings, String limit) {
        return Sha256.hex(String.join(
                "\0",
                metric.toString(),
                workload,
                flat(settings),
                design.levels().toString(),
                design.tier().word(),
                design.fingerprint().id(),
                flat(StoredSetup.of(design)),
                limit));
    }

    /**
     * Not {@link Threshold#words}, which may be put differently one day: then the evidence of earlier runs were not
     * found.
     */
    private static String limit(Threshold threshold) {
        return threshold.tolerance() > 0 ? "no worse than " + threshold.tolerance() : "at least " + threshold.target();
    }

    private static String flat(Map<String, String> map) {
        return new TreeMap<>(map)
                .entrySet().stream()
                        .map(it -> it.getKey() + "\1" + it.getValue())
                        .collect(Collectors.joining("\2"));
    }

    /** For example {@code 3 within, 1 not judged}. */
    static String verdicts(List<Comparison> comparisons) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        ORDER.forEach(word -> counts.put(word, 0));
        comparisons.forEach(it -> counts.merge(it.verdict().map(v -> v.word()).orElse("not judged"), 1, Integer::sum));
        return counts.entrySet().stream()
                .filter(it -> it.getValue() > 0)
                .map(it -> it.getValue() + " " + it.getKey())
                .collect(Collectors.joining(", "));
    }

    /** What no database takes, the NUL and halves of characters, is replaced; the document beside it has the truth. */
    static String column(String text) {
        int[] taken = text.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? 0xFFFD : c)
                .toArray();
        return Arrays.stream(taken)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
