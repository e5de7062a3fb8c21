package org.nestlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nestlab.internal.settings.Setting;
import org.nestlab.stack.StackKey;

/** README.md and docs/*.md say what the code does: their table has all settings, and their Java is compiled. */
class ReadmeTests {

    @Test
    void theTableHasEverySetting() throws IOException {
        assertThat(Files.readString(Documents.ROOT.resolve("docs/settings.md")))
                .as("put this between the markers:%n%s", table())
                .contains("<!-- settings -->\n" + table() + "<!-- /settings -->");
    }

    @Test
    void theTableHasEveryKeyOfAStack() throws IOException {
        String keys = "| key | value |\n|---|---|\n"
                + Stream.of(StackKey.values())
                        .map(key -> "| `%s` | %s |\n".formatted(key.example(), key.description()))
                        .collect(Collectors.joining());

        assertThat(Files.readString(Documents.ROOT.resolve("docs/gate.md")))
                .as("put this between the markers:%n%s", keys)
                .contains("<!-- stack -->\n" + keys + "<!-- /stack -->");
    }

    @Test
    void theJavaComesFromCompiledTests() throws IOException {
        String sources = sources();
        int snippets = 0;

        for (Path document : Documents.forUsers()) {
            String text = Files.readString(document);
            assertThat(Snippets.notCompiled(text, sources))
                    .as("Java of %s that no class of tests-nested or tests-performance has", document)
                    .isEmpty();
            snippets += Snippets.of(text, "java").size();
        }
        assertThat(snippets).isGreaterThanOrEqualTo(12);
    }

    @Test
    void javaThatNobodyCompilesIsFound() {
        String document = """
                # A page
                ```java
                int right;
                ```
                ```java
                int wrong;
                ```
                """;

        assertThat(Snippets.notCompiled(document, "class A {\nint right;\n}\n")).containsExactly("int wrong;\n");
        assertThat(Snippets.notCompiled("As a test:\n\n    @Test\n    void name() {}\n", ""))
                .containsExactly("    @Test");
    }

    @Test
    void theReadmeIsShort() throws IOException {
        assertThat(Files.readAllLines(Documents.ROOT.resolve("README.md")))
                .as("more than a newcomer needs belongs in docs/*.md")
                .hasSizeLessThanOrEqualTo(120);
    }

    private static String table() {
        return "| setting | value | default | description |\n|---|---|---|---|\n"
                + Stream.of(Setting.values())
                        .map(setting -> "| `%s` | %s | %s | %s |%n"
                                .formatted(
                                        setting.key(),
                                        setting.wanted().replace("|", "\\|"),
                                        setting.fallback(),
                                        setting.description()))
                        .collect(Collectors.joining());
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        // With the test that `nestlab init` writes, which is built and run, too.
        for (String module : List.of("tests-nested", "tests-performance", "framework/cli")) {
            try (Stream<Path> files = Files.walk(Documents.ROOT.resolve(module).resolve("src"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    all.append(Files.readString(file));
                }
            }
        }
        return all.toString();
    }
}
