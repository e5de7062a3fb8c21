package org.nestlab.suite;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.nestlab.LabConfigurationException;

/**
 * Which tests of a suite are wanted.
 *
 * @param patterns names, in which {@code *} stands for any characters; one that begins with {@code !} leaves tests
 *     out. Without one that does not, all other tests are wanted.
 */
record TestChoice(List<String> patterns) {

    /** How many names a message lists. */
    private static final int MOST_NAMES = 12;

    TestChoice {
        patterns = List.copyOf(patterns);
    }

    static TestChoice all() {
        return new TestChoice(List.of());
    }

    /**
     * The tests that are wanted, in the order of the suite.
     *
     * @throws LabConfigurationException if a pattern matches none, which a test that was renamed would make unseen
     */
    List<String> of(String suite, List<String> tests) {
        for (String pattern :
                Stream.concat(wanted().stream(), unwanted().stream()).toList()) {
            if (tests.stream().noneMatch(test -> matches(pattern, test))) {
                throw new LabConfigurationException("%s has no test '%s'; it has %s"
                        .formatted(suite, pattern, tests.isEmpty() ? "none" : names(tests)));
            }
        }
        return tests.stream()
                .filter(test -> wanted().isEmpty() || anyMatches(wanted(), test))
                .filter(test -> !anyMatches(unwanted(), test))
                .toList();
    }

    private List<String> wanted() {
        return patterns.stream().filter(pattern -> !pattern.startsWith("!")).toList();
    }

    private List<String> unwanted() {
        return patterns.stream()
                .filter(pattern -> pattern.startsWith("!"))
                .map(pattern -> pattern.substring(1))
                .toList();
    }

    private static boolean anyMatches(List<String> patterns, String test) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, test));
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
