package org.nestlab.internal.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.TreeSet;
import org.nestlab.LabConfigurationException;

/** Finds keys that look like settings of Nestlab and are none: a slip of the pen must not quietly change nothing. */
public final class UnknownSettings {

    private static final String PREFIX = "nestlab.";

    private UnknownSettings() {}

    /**
     * Refuses keys that start with {@code nestlab.} and are not settings; other keys are ignored.
     *
     * @param where where the keys were found, for example {@code the system properties}
     * @throws LabConfigurationException naming the first unknown key and the known one nearest to it
     */
    public static void check(String where, Collection<String> keys) {
        for (String key : new TreeSet<>(keys)) {
            if (key.startsWith(PREFIX)
                    && !key.startsWith(Setting.THRESHOLD_PREFIX)
                    && Setting.of(key).isEmpty()) {
                throw new LabConfigurationException(
                        "unknown setting '%s' in %s: did you mean '%s'?".formatted(key, where, nearest(key)));
            }
        }
    }

    private static String nearest(String key) {
        return Setting.keys().stream()
                .min(Comparator.comparing((String known) -> !known.startsWith(key + "."))
                        .thenComparingInt(known -> distance(key, known)))
                .orElseThrow();
    }

    /** Levenshtein's distance: the fewest single-character insertions, deletions and substitutions. */
    public static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
