package org.nestlab.allure.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The verdicts of several runs as those of one.
 *
 * @param rows as in each {@code verdicts.json}
 * @param problems the files that could not be read, and why
 */
record MergedVerdicts(List<JsonNode> rows, Set<String> runs, List<String> problems) {

    /** The name of such a file in the output folder of a run. */
    static final String FILE = "verdicts.json";

    /** Reads the files; one that cannot be read is a problem and does not hide the others. */
    static MergedVerdicts read(List<Path> files) {
        MergedVerdicts all = new MergedVerdicts(new ArrayList<>(), new TreeSet<>(), new ArrayList<>());
        Set<String> seen = new TreeSet<>();
        for (Path file : files) {
            try {
                JsonNode json = ReportJson.MAPPER.readTree(Files.readAllBytes(file));
                all.add(file, json, seen);
            } catch (IOException e) {
                all.problems.add("%s cannot be read: %s".formatted(file, ResultsReader.firstLine(e)));
            }
        }
        return all;
    }

    private void add(Path file, JsonNode json, Set<String> seen) {
        int counted = 0;
        for (JsonNode count : json.path("counts")) {
            counted += count.asInt();
        }
        if (!json.path("verdicts").isArray() || counted != json.path("verdicts").size()) {
            problems.add("%s is damaged: it counts %d verdicts and holds %d"
                    .formatted(file, counted, json.path("verdicts").size()));
        }
        runs.add(json.path("run").asText());
        for (JsonNode row : json.path("verdicts")) {
            // A file that was collected twice is one file.
            if (seen.add(row.toString())) {
                rows.add(row);
            }
        }
    }

    /** The identifiers of the experiments that have a verdict. */
    Set<String> experiments() {
        Set<String> ids = new TreeSet<>();
        rows.forEach(row -> ids.add(row.path("experiment").asText()));
        return ids;
    }

    /** The worst verdict: passed if there is none that is worse. */
    TestStatus worst() {
        return rows.stream()
                .map(row -> row.path("verdict").asText())
                .filter(word -> !word.equals("not judged"))
                .map(Headline::verdict)
                .min(TestStatus::compareTo)
                .orElse(TestStatus.PASSED);
    }

    /** In a sentence, for example {@code 3 within, 1 exceeded}. */
    String text() {
        return rows.isEmpty()
                ? "nothing was measured"
                : String.join(
                        ", ",
                        counts().entrySet().stream()
                                .map(it -> it.getValue() + " " + it.getKey())
                                .toList());
    }

    private Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        rows.forEach(row -> counts.merge(row.path("verdict").asText(), 1, Integer::sum));
        return counts;
    }

    /** Writes them in the form that each run has, with the identifiers of all runs. */
    void write(Path file) throws IOException {
        ObjectNode all = ReportJson.MAPPER.createObjectNode();
        all.put("run", String.join(" ", runs));
        ObjectNode counted = all.putObject("counts");
        counts().forEach(counted::put);
        ArrayNode array = all.putArray("verdicts");
        rows.forEach(array::add);
        ReportJson.MAPPER.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), all);
    }
}
