package org.nestlab.allure.report;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one or several results folders hold.
 *
 * @param tests by start
 * @param afterTests steps of labs that came when no test could take them
 * @param problems files that could not be read, and why; the others are not hidden by them
 */
record Results(List<Test> tests, List<Step> afterTests, List<String> problems) {

    Results {
        tests = List.copyOf(tests);
        afterTests = List.copyOf(afterTests);
        problems = List.copyOf(problems);
    }

    /** How many tests ended with a status. */
    long count(TestStatus verdict) {
        return tests.stream().filter(t -> t.verdict() == verdict).count();
    }

    /**
     * @param suite the test class, as Allure names it
     * @param labels by name, in order; several values of one name
     * @param experiments the identifiers of those whose verdicts it shows
     */
    record Test(
            String name,
            String suite,
            TestStatus verdict,
            Instant start,
            Duration duration,
            String message,
            String trace,
            Map<String, List<String>> labels,
            List<String> experiments,
            List<Step> steps,
            List<Attachment> attachments) {

        Test {
            labels = Map.copyOf(labels);
            experiments = List.copyOf(experiments);
            steps = List.copyOf(steps);
            attachments = List.copyOf(attachments);
        }

        /** The label's values, joined; empty where the test has none. */
        String label(String label) {
            return String.join(", ", labels.getOrDefault(label, List.of()));
        }

        Optional<Category> category() {
            return Category.of(verdict.word(), trace);
        }
    }

    /** One step and what it was made of. */
    record Step(
            String name,
            TestStatus verdict,
            Instant start,
            Duration duration,
            String message,
            Map<String, String> parameters,
            List<Step> steps,
            List<Attachment> attachments) {

        Step {
            parameters = Map.copyOf(parameters);
            steps = List.copyOf(steps);
            attachments = List.copyOf(attachments);
        }

        /** Whether it is the group that holds the steps of one lab. */
        boolean isLab() {
            return parameters.containsKey("lab");
        }
    }

    /** A file of the results folder; {@code file} is inside it, but may be missing. */
    record Attachment(String name, String mediaType, Path file) {}
}
