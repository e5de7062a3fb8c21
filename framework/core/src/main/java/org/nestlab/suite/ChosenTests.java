package org.nestlab.suite;

import java.util.List;
import java.util.regex.Pattern;
import org.nestlab.LabConfigurationException;

/**
 * Which tests of a suite are wanted.
 *
 * @param patterns names, in which {@code *} stands for any characters; empty for all tests
 */
record ChosenTests(List<String> patterns) {

    /** How many names a message lists. */
    private static final int MOST_NAMES = 12;

    ChosenTests {
        patterns = List.copyOf(patterns);
    }

    static ChosenTests all() {
        return new ChosenTests(List.of());
    }

    /**
     * The tests that are wanted, in the order of the suite.
     *
     * @throws LabConfigurationException if a pattern matches none, which a test that was renamed would make unseen
     */
    List<String> of(String suite, List<String> tests) {
        for (String pattern : patterns) {
            if (tests.stream().noneMatch(test -> matches(pattern, test))) {
                throw new LabConfigurationException("%s has no test '%s'; it has %s"
                        .formatted(suite, pattern, tests.isEmpty() ? "none" : names(tests)));
            }
        }
        return tests.stream()
                .filter(test -> patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, test)))
                .toList();
    }

    private static String names(List<String> tests) {
        return tests.size() > MOST_NAMES
                ? "%s and %d more".formatted(String.join(", ", tests.subList(0, MOST_NAMES)), tests.size() - MOST_NAMES)
                : String.join(", ", tests);
    }

    private static boolean matches(String pattern, String test) {
        String regex = "\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E";
        return Pattern.matches(regex, test);
    }
}
