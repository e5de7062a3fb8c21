package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExactPageTests {

    /** As `nestlab exact --kernels … --output` writes it, with two of the exits. */
    private static final String FILE = """
            {"outcome": "good", "exitStatus": 0, "vendors": [
              {"vendor": "amd", "baseline": null, "candidate": {"kernel": "6.1.0-57-cloud-amd64", "machine": "amd, seed 1",
                "identity": {"emulator": "QEMU 10.0.2"},
                "instructions": {"L2:cpuid": {"median": 3002, "min": 3002, "p90": 3002}, "L3:cpuid": {"median": 37514, "min": 37511, "p90": 37524},
                  "L3:touch": {"median": 111417, "min": 54987, "p90": 156095}, "L3:loop": {"median": 5, "min": 5, "p90": 5}},
                "exits": {"L3:cpuid": {"median": 7.91, "min": 7.91, "p90": 7.91}}}},
              {"vendor": "amd", "baseline": null, "candidate": {"kernel": "7.3.4+deb13-cloud-amd64", "machine": "<b>", "identity": {},
                "instructions": {"L3:cpuid": {"median": 41265, "min": 40732, "p90": 40744}}, "exits": {}}}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void drawsEachKernelWithWhatItCostsMoreThanTheOneBefore() throws IOException {
        Path file = Files.writeString(folder.resolve("kernels-nestlab-exact.json"), FILE);

        String page = ExactPage.of(ExactFigures.ofFolders(List.of(folder)));

        assertThat(ExactFigures.ofFiles(List.of(file)).machines()).hasSize(2);
        assertThat(page)
                .contains("AMD (SVM): one exit of L3, nested")
                .contains("cpuid, 7.3.4+deb13-cloud-amd64: 41,265 (+10.0 %)")
                .contains("touch, 6.1.0-57-cloud-amd64: 54,987")
                .contains("touch, 7.3.4+deb13-cloud-amd64: not measured")
                .contains("<td>37,514</td><td>7.9</td>")
                .doesNotContain("Intel")
                .doesNotContain("loop,")
                .doesNotContain("<b>");
    }

    @Test
    void theCommandWritesThePageIntoAFolderThatIsNotThereYet() throws IOException {
        Path file = Files.writeString(folder.resolve("kernels-nestlab-exact.json"), FILE);
        Path page = folder.resolve("pages/exact.html");

        int status = new CommandLine(new ExactPageCommand())
                .setOut(new PrintWriter(new StringWriter()))
                .execute(file.toString(), "--output", page.toString());

        assertThat(status).isZero();
        assertThat(page).content().contains("touch, 6.1.0-57-cloud-amd64: 54,987");
        assertThat(page.getParent()).isDirectoryNotContaining("glob:**.nestlab-report*");
    }

    @Test
    void tellsOneKernelsBarsApartByWhatItMitigates() throws JacksonException {
        String both = FILE.replace("7.3.4+deb13-cloud-amd64", "6.1.0-57-cloud-amd64")
                .replace("\"<b>\"", "\"amd, kernel image, mitigations off, seed 1\"");

        assertThat(ExactFigures.read(both))
                .extracting(ExactFigures.OfKernel::kernel)
                .containsExactly("6.1.0-57-cloud-amd64", "6.1.0-57-cloud-amd64, mitigations off");
    }

    @Test
    void drawsRequestsApartFromExits() throws IOException {
        Files.writeString(folder.resolve("a-nestlab-exact.json"), FILE);
        Files.writeString(
                folder.resolve("b-nestlab-exact.json"),
                FILE.replace("L2:cpuid", "L2:disk-read")
                        .replace("L3:cpuid", "L3:disk-read")
                        .replace("L3:touch", "L3:pipe")
                        .replace("L3:loop", "L3:process"));

        String page = ExactPage.of(ExactFigures.ofFolders(List.of(folder)));

        assertThat(page)
                .contains("AMD (SVM): one exit of L3, nested")
                .contains("AMD (SVM): one request to L3, nested")
                .contains("disk-read, 7.3.4+deb13-cloud-amd64: 41,265 (+10.0 %)")
                .contains("<thead><tr><th>exit</th>")
                .contains("<thead><tr><th>request</th>");
        assertThat(page.split("<th>L3:cpuid</th>", -1)).as("in one table").hasSize(2);
        assertThat(page.split("<th>L3:disk-read</th>", -1)).as("in one table").hasSize(2);
        assertThat(page.replace("<div class=\"scroll\"><table>", ""))
                .as("a table is wider than a phone, and scrolls by itself")
                .doesNotContain("<table");
    }

    @Test
    void saysWhichFileCouldNotBeRead() throws IOException {
        Files.writeString(folder.resolve("a-nestlab-exact.json"), "{\"vendors\": [");
        Files.writeString(folder.resolve("b-nestlab-exact.json"), "{}");

        ExactFigures figures = ExactFigures.ofFolders(List.of(folder));

        assertThat(figures.problems())
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).startsWith("a-nestlab-exact.json cannot be read: "))
                .contains("b-nestlab-exact.json has no figures of `nestlab exact`");
        assertThat(ExactPage.of(figures)).contains("b-nestlab-exact.json has no figures");
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatThrownBy(() -> ExactFigures.read("no")).isInstanceOf(JacksonException.class);
    }

    @Test
    void hasNoPageWhereNothingWasMeasured() {
        assertThat(ExactFigures.ofFolders(List.of(folder)).isEmpty()).isTrue();
    }

    @Test
    void readsSpoiltTextsOrRefusesThem() {
        for (int end = 0; end < FILE.length(); end++) {
            String spoilt = FILE.substring(0, end);
            String changed = FILE.substring(0, end) + "9" + FILE.substring(end);
            for (String text : List.of(spoilt, changed)) {
                try {
                    ExactFigures read = new ExactFigures(ExactFigures.read(text), List.of());
                    assertThat(ExactPage.of(read)).endsWith("</html>\n");
                } catch (JacksonException e) {
                    assertThat(e.getMessage()).isNotBlank();
                }
            }
        }
    }
}
