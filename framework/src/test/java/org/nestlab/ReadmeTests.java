package org.nestlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nestlab.internal.settings.Setting;

/** The README says what the code does: its settings are all settings, and its Java is Java that is compiled. */
class ReadmeTests {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void itsTableHoldsEverySetting() throws IOException {
        assertThat(readme())
                .as("put this between the markers:%n%s", table())
                .contains("<!-- settings -->\n" + table() + "<!-- /settings -->");
    }

    @Test
    void itsJavaComesFromCompiledTests() throws IOException {
        String sources = sources();
        List<String> snippets = snippets();

        assertThat(snippets).hasSizeGreaterThanOrEqualTo(2);
        for (String snippet : snippets) {
            assertThat(sources).contains(snippet);
        }
    }

    private static String table() {
        return "| setting | wanted | default | |\n|---|---|---|---|\n"
                + Stream.of(Setting.values())
                        .map(setting -> "| `%s` | %s | %s | %s |%n"
                                .formatted(
                                        setting.key(),
                                        setting.wanted().replace("|", "\\|"),
                                        setting.fallback(),
                                        setting.description()))
                        .collect(Collectors.joining());
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    private static List<String> snippets() throws IOException {
        List<String> found = new ArrayList<>();
        for (Matcher matcher = JAVA.matcher(readme()); matcher.find(); ) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(ROOT.resolve("tests-nested/src"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
