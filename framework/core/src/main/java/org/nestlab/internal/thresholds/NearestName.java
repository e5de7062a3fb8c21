package org.nestlab.internal.thresholds;

import java.util.Collection;
import java.util.Comparator;
import org.nestlab.internal.settings.UnknownSettings;

/** The end of a message about a name that is not known. */
final class NearestName {

    private NearestName() {}

    /** For example {@code : did you mean 'fio-randread-4k.iops'?}; empty if no name is known. */
    static String didYouMean(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String k) -> UnknownSettings.distance(word, k))
                        .thenComparing(Comparator.naturalOrder()))
                .map(": did you mean '%s'?"::formatted)
                .orElse("");
    }
}
