package org.nestlab.internal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.nestlab.experiment.Difference;
import org.nestlab.experiment.Fingerprint;

/** What two runs do not have in common, a sentence for each thing. */
final class FingerprintDiff {

    private FingerprintDiff() {}

    /** From the first run's point of view: what the second has instead, misses, or has more. */
    static List<String> of(Fingerprint first, Fingerprint second) {
        List<String> sentences = new ArrayList<>();
        add(sentences, first.identity(), second.identity());
        add(sentences, first.details(), second.details());
        if (sentences.isEmpty()) {
            return List.of("both runs have the same fingerprint");
        }
        sentences.add(
                first.id().equals(second.id())
                        ? "their evidence may be put together: what differs is not part of the identity"
                        : "their evidence is not put together: the identities differ");
        return sentences;
    }

    private static void add(List<String> sentences, Map<String, String> first, Map<String, String> second) {
        for (Difference it : Difference.between(first, second)) {
            String before = it.before().orElse("");
            String after = it.after().orElse("");
            String where = it.where().isEmpty() ? "" : " in " + it.where();
            String what = it.what();
            if (it.isOfLists() && what.startsWith("cpu.")) {
                words(sentences, where, it);
            } else if (after.isEmpty()) {
                sentences.add("the second run says nothing of %s%s; it was %s".formatted(what, where, before));
            } else {
                sentences.add("the second run has %s %s%s%s"
                        .formatted(what, after, where, before.isEmpty() ? "" : " instead of " + before));
            }
        }
    }

    private static void words(List<String> sentences, String where, Difference it) {
        String missing = quoted(it.gone());
        String more = quoted(it.come());
        if (!missing.isEmpty()) {
            sentences.add("the second run misses %s%s".formatted(missing, where));
        }
        if (!more.isEmpty()) {
            sentences.add("the second run also has %s%s".formatted(more, where));
        }
    }

    private static String quoted(List<String> words) {
        return words.stream().map(it -> "`" + it + "`").collect(Collectors.joining(", "));
    }
}
