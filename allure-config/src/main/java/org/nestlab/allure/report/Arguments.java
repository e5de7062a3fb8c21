package org.nestlab.allure.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the report step was asked to do.
 *
 * @param results Allure's results folders, in order; one that does not exist counts as empty
 * @param output the folder that the pages go to; replaced as a whole
 * @param history the file that carries Allure's history from run to run
 */
record Arguments(List<Path> results, Path output, Path history) {

    Arguments {
        results = List.copyOf(results);
    }

    /**
     * Reads {@code [--output FOLDER] [--history FILE] [RESULTS…]}; without results, {@code target/allure-results}. The
     * output is by default {@code allure-report} beside the first results, the history {@code allure-history.jsonl}
     * beside the output.
     *
     * @throws IllegalArgumentException that says what was wrong
     */
    static Arguments parse(String... words) {
        List<Path> results = new ArrayList<>();
        Path output = null;
        Path history = null;
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            if (word.equals("--output") || word.equals("--history")) {
                if (++i == words.length) {
                    throw new IllegalArgumentException(word + " needs a path after it");
                }
                Path path = Path.of(words[i]).toAbsolutePath().normalize();
                if (word.equals("--output")) {
                    output = path;
                } else {
                    history = path;
                }
            } else if (word.startsWith("--")) {
                throw new IllegalArgumentException(word + " is not known; there are --output and --history");
            } else {
                results.add(Path.of(word).toAbsolutePath().normalize());
            }
        }
        if (results.isEmpty()) {
            results.add(Path.of("target", "allure-results").toAbsolutePath());
        }
        Path out = output == null ? results.get(0).resolveSibling("allure-report") : output;
        return new Arguments(results, out, history == null ? out.resolveSibling("allure-history.jsonl") : history);
    }
}
