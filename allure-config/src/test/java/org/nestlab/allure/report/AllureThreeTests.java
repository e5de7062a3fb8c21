package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class AllureThreeTests {

    @TempDir
    Path folder;

    @Test
    void theReportDoesNotCallHome() {
        String page = """
                <html><head><title>x</title></head><body><script>window.keep = 1</script>
                    <script async src="https://www.googletagmanager.com/gtag/js?id=G-LNDJ3J7WT0"></script>
                    <script>
                        window.dataLayer = window.dataLayer || [];
                    </script>
                <script>window.data = "kept"</script></body></html>
                """;

        assertThat(AllureThree.quiet(page))
                .contains("<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self' data: blob:")
                .contains("window.keep = 1")
                .contains("window.data = \"kept\"")
                .doesNotContain("googletagmanager")
                .doesNotContain("dataLayer");
    }

    @Test
    void theCardsOfTheSummaryLeadToFiles() {
        assertThat(AllureThree.readable(
                        "<head></head>[{\"href\":\"awesome/\"},{\"href\":\"overhead/\"},{\"href\":\"https://x/\"}]"))
                .startsWith("<head><style>main>div{")
                .endsWith(
                        "[{\"href\":\"awesome/index.html\"},{\"href\":\"overhead/index.html\"},{\"href\":\"https://x/\"}]");
    }

    @Test
    void theLockFileNamesNoAddress() {
        assertThat(Resources.text("package-lock.json"))
                .contains("\"node_modules/allure\"")
                .doesNotContain("\"resolved\"");
    }

    /**
     * Installs from the network: {@code mvn test -pl allure-config -Dtest=AllureThreeTests -Dnestlab.test.npm=true}.
     */
    @Test
    @EnabledIfSystemProperty(named = "nestlab.test.npm", matches = "true")
    void allureThreeIsMadeTwiceAndRemembersTheFirstTime() throws IOException {
        Path results = folder.resolve("with [brackets] and blanks/allure-results");
        SampleResults.in(results)
                .withLab("boots", "Kernel panic <now>")
                .failed("mode", "failed", "want <cpu mode='custom'/>", "java.lang.AssertionError: want <cpu/>");
        Arguments arguments = Arguments.parse(results.toString());
        Path history = folder.resolve("state/allure-history.jsonl");
        ReportStep step = new ReportStep(
                arguments,
                System.getenv(),
                folder.resolve("cache"),
                new AllureHistory(history),
                () -> PlantedRuns.open(folder.resolve("history.db")));

        for (int run = 1; run <= 2; run++) {
            assertThat(step.run())
                    .endsWith(
                            "(1 failed, 1 broken, Allure 3, what each level costs in overhead.html, the labs' times in labs.html)");
            assertThat(history).content().hasLineCount(run);
        }
        assertThat(Files.readString(arguments.output().resolve("index.html")))
                .contains("Content-Security-Policy")
                .doesNotContain("googletagmanager");
        assertThat(arguments.output().resolve("overhead/index.html"))
                .hasSameTextualContentAs(arguments.output().resolve("overhead.html"));
        assertThat(Files.readString(arguments.output().resolve("awesome/index.html")))
                .contains("Content-Security-Policy")
                .doesNotContain("googletagmanager");
        assertThat(arguments.output().resolve("labs.html")).content().contains("Kernel panic &lt;now&gt;");
    }
}
