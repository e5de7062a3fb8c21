package org.nestlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the formatter leaves as it is: the width of comments and of decision records, and where a block tag stands. */
class CommentTests {

    private static final int WIDTH = 120;

    /** Texts first, because they may contain what looks like a comment. */
    private static final Pattern COMMENT = Pattern.compile(
            "(?s)\"\"\".*?\"\"\"|\"(?:[^\"\\\\\n]++|\\\\.)*+\"|'(?:[^'\\\\\n]++|\\\\.)*+'|/\\*.*?\\*/|//[^\n]*");

    /** A tag counts at the beginning of a line only; javadoc takes any other one for text. */
    private static final Pattern LATE_TAG = Pattern.compile("\\*\\s+\\S.*\\s@(?:param|return|throws)\\s.*");

    @ParameterizedTest
    @ValueSource(strings = {"framework", "allure-config", "tests-nested", "tests-performance", "bench"})
    void aCommentHasAtMost120Columns(String module) throws IOException {
        List<Path> sources = sources(module);
        List<String> wide = new ArrayList<>();
        for (Path source : sources) {
            comments(Files.readString(source))
                    .filter(line -> line.length() > WIDTH)
                    .forEach(line -> wide.add(source.getFileName() + ": " + line.strip()));
        }

        assertThat(sources).isNotEmpty();
        assertThat(wide).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"framework", "allure-config", "tests-nested", "tests-performance", "bench"})
    void aBlockTagBeginsItsLine(String module) throws IOException {
        List<String> late = new ArrayList<>();
        for (Path source : sources(module)) {
            comments(Files.readString(source))
                    .filter(CommentTests::hasLateTag)
                    .forEach(line -> late.add(source.getFileName() + ": " + line.strip()));
        }

        assertThat(late).isEmpty();
    }

    @Test
    void aDecisionRecordHasAtMost120ColumnsOutsideOfTables() throws IOException {
        List<String> wide = new ArrayList<>();
        for (Path document : Documents.all()) {
            if (document.startsWith(Documents.ROOT.resolve("docs/decisions"))) {
                Files.readAllLines(document).stream()
                        .filter(line -> line.length() > WIDTH && !line.startsWith("|"))
                        .forEach(line -> wide.add(document.getFileName() + ": " + line));
            }
        }

        assertThat(wide).isEmpty();
    }

    @Test
    void commentsAreToldFromTexts() {
        String source = """
                /** Of a
                 * class. */
                class Sample { // at the end
                    String url = "http://host/*"; char quote = '"';
                    String block = \"""
                        // text
                        \""";
                }
                """;

        assertThat(comments(source)).containsExactly("/** Of a", " * class. */", "class Sample { // at the end");
    }

    @Test
    void aTagInTheMiddleOfALineIsSeen() {
        assertThat(hasLateTag("     * @param cpu its time @return how it ended"))
                .isTrue();
        assertThat(hasLateTag("     * @return how it ended")).isFalse();
        assertThat(hasLateTag("    /** @return how it ended */")).isFalse();
        assertThat(hasLateTag("     * see {@code @param of} it")).isFalse();
    }

    private static boolean hasLateTag(String line) {
        return LATE_TAG.matcher(line.strip().replaceAll("\\{@[^}]*}", "")).matches();
    }

    /** The lines of all comments, each with the code before it. */
    private static Stream<String> comments(String source) {
        List<String> lines = new ArrayList<>();
        Matcher comment = COMMENT.matcher(source);
        while (comment.find()) {
            if (source.charAt(comment.start()) == '/') {
                int from = source.lastIndexOf('\n', comment.start()) + 1;
                source.substring(from, comment.end()).lines().forEach(lines::add);
            }
        }
        return lines.stream();
    }

    private static List<Path> sources(String module) throws IOException {
        try (Stream<Path> files = Files.walk(Documents.ROOT.resolve(module))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !Documents.ROOT.relativize(file).toString().contains("target/"))
                    .toList();
        }
    }
}
