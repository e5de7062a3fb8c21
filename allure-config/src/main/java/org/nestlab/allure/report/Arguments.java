package org.nestlab.allure.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of the report step.
 *
 * @param results Allure's results folders, in order; one that does not exist counts as empty
 * @param output the folder for the pages, which is replaced as a whole
 * @param history the file that carries Allure's history from run to run; empty if none was named
 * @param folder the working folder of the tests, to which relative paths in their settings refer
 */
record Arguments(List<Path> results, Path output, Optional<Path> history, Path folder) {

    private static final List<String> OPTIONS = List.of("--output", "--history", "--folder");

    Arguments {
        results = List.copyOf(results);
    }

    /**
     * Reads {@code [--output FOLDER] [--history FILE] [--folder FOLDER] [RESULTS…]}; without results,
     * {@code target/allure-results}. The output is by default {@code allure-report} beside the first results, the
     * folder the current one.
     *
     * @throws IllegalArgumentException if an argument is not valid, with what is wrong
     */
    static Arguments parse(String... words) {
        List<Path> results = new ArrayList<>();
        Map<String, Path> named = new HashMap<>();
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            if (OPTIONS.contains(word)) {
                if (++i == words.length) {
                    throw new IllegalArgumentException(word + " needs a path after it");
                }
                named.put(word, Path.of(words[i]).toAbsolutePath().normalize());
            } else if (word.startsWith("--")) {
                throw new IllegalArgumentException(
                        "%s is not known; there are %s".formatted(word, String.join(", ", OPTIONS)));
            } else {
                results.add(Path.of(word).toAbsolutePath().normalize());
            }
        }
        if (results.isEmpty()) {
            results.add(Path.of("target", "allure-results").toAbsolutePath());
        }
        Path output = named.getOrDefault("--output", results.get(0).resolveSibling("allure-report"));
        return new Arguments(
                results,
                output,
                Optional.ofNullable(named.get("--history")),
                named.getOrDefault("--folder", Path.of("").toAbsolutePath()));
    }
}
