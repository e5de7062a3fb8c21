package org.nestlab.allure.report;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The contents of one or several results folders.
 *
 * @param tests by start
 * @param afterTests steps of labs that ended when no test was running
 * @param problems files that could not be read, and why; they do not hide the others
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
     * @param experiments the identifiers of the experiments whose verdicts it shows
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

        /** The label's values, joined; empty if the test has none. */
        String label(String label) {
            return String.join(", ", labels.getOrDefault(label, List.of()));
        }

        Optional<Category> category() {
            return Category.of(verdict.word(), trace);
        }
    }

    /** A step and its inner steps. */
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

        /** Whether it is the group of one lab's steps. */
        boolean isLab() {
            return parameters.containsKey("lab");
        }
    }

    /** A file of the results folder; {@code file} is inside it, but may be missing. */
    record Attachment(String name, String mediaType, Path file) {}
}
