package org.nestlab.internal.history.sql;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.nestlab.experiment.Experiment;
import org.nestlab.internal.digest.Sha256;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Threshold;

/** What rows are found by. */
final class Keys {

    private static final List<String> ORDER = List.of("within", "exceeded", "inconclusive", "invalid", "not judged");

    private Keys() {}

    /**
     * Equal where the pairs of two comparisons may be put together: same machines by fingerprint, set-up and levels,
     * same workload and settings, same limit. Where a limit is written down may change.
     */
    static String evidence(Experiment experiment, Comparison comparison) {
        return Sha256.hex(String.join(
                "\0",
                comparison.metric().toString(),
                comparison.workload(),
                flat(comparison.settings()),
                experiment.levels().toString(),
                experiment.tier().word(),
                experiment.fingerprint().id(),
                flat(experiment.setup()),
                comparison.threshold().map(Keys::limit).orElse("none")));
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
