package org.nestlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each record of docs/decisions is complete, is in the index, and names only tests that exist. */
class DecisionsTests {

    private static final Path FOLDER = Documents.ROOT.resolve("docs/decisions");
    private static final Pattern RECORD = Pattern.compile(
            "# [^\n]++\n\nDate: \\d{4}-\\d\\d-\\d\\d[^\n]*+\n\n## Context\n\n.+?\n\n## Decision\n\n.+?\n\n## Evidence\n\n.+",
            Pattern.DOTALL);
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Tests?|IT))`");

    @Test
    void aRecordHasADateAContextADecisionAndEvidence() throws IOException {
        for (Path record : records()) {
            assertThat(Files.readString(record)).as(record.toString()).matches(RECORD);
        }
    }

    @Test
    void theIndexHasEveryRecordOnceInItsOrder() throws IOException {
        StringBuilder rows = new StringBuilder("| number | decision |\n|---|---|\n");
        for (Path record : records()) {
            String name = record.getFileName().toString();
            String title = Files.readAllLines(record).get(0).substring(2);
            rows.append("| %s | [%s](%s) |\n".formatted(name.substring(0, 4), title, name));
        }

        assertThat(Files.readString(FOLDER.resolve("README.md"))).endsWith(rows);
    }

    @Test
    void noNumberIsLeftOut() throws IOException {
        List<Path> records = records();

        assertThat(records).hasSizeGreaterThan(30);
        for (int i = 0; i < records.size(); i++) {
            assertThat(records.get(i).getFileName().toString()).matches("%04d(-[a-z0-9]+)+\\.md".formatted(i + 1));
        }
    }

    @Test
    void theTestsThatAreEvidenceExist() throws IOException {
        Set<String> tests = tests();

        for (Path record : records()) {
            for (Matcher test = TEST.matcher(Files.readString(record)); test.find(); ) {
                assertThat(tests).as(record.toString()).contains(test.group(1));
            }
        }
    }

    private static List<Path> records() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> !file.endsWith("README.md")).sorted().toList();
        }
    }

    private static Set<String> tests() throws IOException {
        Set<String> names = new HashSet<>();
        for (String module : List.of("framework", "allure-config", "tests-nested", "tests-performance")) {
            try (Stream<Path> files = Files.walk(Documents.ROOT.resolve(module).resolve("src/test/java"))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".java"))
                        .forEach(name -> names.add(name.substring(0, name.length() - ".java".length())));
            }
        }
        return names;
    }
}
