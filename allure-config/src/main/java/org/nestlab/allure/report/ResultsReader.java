package org.nestlab.allure.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nestlab.allure.report.Results.Attachment;
import org.nestlab.allure.report.Results.Step;
import org.nestlab.allure.report.Results.Test;

/** Reads what Allure 2's writers write: {@code UUID-result.json} and {@code UUID-container.json}. */
final class ResultsReader {

    private final List<Test> tests = new ArrayList<>();
    private final List<Step> afterTests = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private ResultsReader() {}

    /** The contents of the folders; a file that cannot be read does not hide the others. */
    static Results read(List<Path> folders) {
        ResultsReader reader = new ResultsReader();
        folders.stream().filter(Files::isDirectory).forEach(reader::readFolder);
        reader.tests.sort(Comparator.comparing(Test::start));
        return new Results(reader.tests, reader.afterTests, reader.problems);
    }

    private void readFolder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            files.sorted().forEach(this::readFile);
        } catch (IOException | RuntimeException e) {
            problems.add(folder + ": " + e);
        }
    }

    private void readFile(Path file) {
        String name = file.getFileName().toString();
        boolean isResult = name.endsWith("-result.json");
        if (!isResult && !name.endsWith("-container.json")) {
            return;
        }
        try {
            JsonNode json = ReportJson.MAPPER.readTree(Files.readAllBytes(file));
            if (!json.isObject()) {
                problems.add(file + ": holds no JSON object");
            } else if (isResult) {
                tests.add(test(json, file.resolveSibling(".")));
            } else {
                json.path("afters").forEach(after -> afterTests.addAll(steps(after, file.resolveSibling("."))));
            }
        } catch (IOException | RuntimeException e) {
            problems.add(file + ": " + firstLine(e));
        }
    }

    private static Test test(JsonNode json, Path folder) {
        Map<String, List<String>> labels = new HashMap<>();
        for (JsonNode label : json.path("labels")) {
            List<String> values = labels.computeIfAbsent(text(label, "name"), n -> new ArrayList<>());
            if (!values.contains(text(label, "value"))) {
                values.add(text(label, "value"));
            }
        }
        return new Test(
                text(json, "name"),
                String.join(", ", labels.getOrDefault("testClass", labels.getOrDefault("suite", List.of()))),
                TestStatus.of(text(json, "status")),
                start(json),
                duration(json),
                text(json.path("statusDetails"), "message"),
                text(json.path("statusDetails"), "trace"),
                labels,
                experiments(json),
                steps(json, folder),
                attachments(json, folder));
    }

    private static List<String> experiments(JsonNode json) {
        List<String> experiments = new ArrayList<>();
        for (JsonNode parameter : json.path("parameters")) {
            if (text(parameter, "name").equals("experiment")) {
                experiments.add(text(parameter, "value"));
            }
        }
        return experiments;
    }

    private static List<Step> steps(JsonNode parent, Path folder) {
        List<Step> steps = new ArrayList<>();
        for (JsonNode json : parent.path("steps")) {
            Map<String, String> parameters = new HashMap<>();
            json.path("parameters").forEach(p -> parameters.put(text(p, "name"), text(p, "value")));
            steps.add(new Step(
                    text(json, "name"),
                    TestStatus.of(text(json, "status")),
                    start(json),
                    duration(json),
                    text(json.path("statusDetails"), "message"),
                    parameters,
                    steps(json, folder),
                    attachments(json, folder)));
        }
        return steps;
    }

    private static List<Attachment> attachments(JsonNode parent, Path folder) {
        List<Attachment> attachments = new ArrayList<>();
        for (JsonNode json : parent.path("attachments")) {
            // A source is a file name: whatever path it contains, nothing outside the folder is read.
            Path source = Path.of(text(json, "source")).getFileName();
            if (source != null) {
                Path file = folder.resolve(source).normalize();
                attachments.add(new Attachment(text(json, "name"), text(json, "type"), file));
            }
        }
        return attachments;
    }

    private static Instant start(JsonNode json) {
        return Instant.ofEpochMilli(json.path("start").asLong(0));
    }

    private static Duration duration(JsonNode json) {
        long start = json.path("start").asLong(0);
        return Duration.ofMillis(Math.max(0, json.path("stop").asLong(start) - start));
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asText("");
    }

    /** For the list of problems; empty if the exception has no message. */
    static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
