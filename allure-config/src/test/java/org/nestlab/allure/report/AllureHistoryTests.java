package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllureHistoryTests {

    @TempDir
    Path folder;

    @Test
    void eachReportAddsItsRun() throws IOException {
        assertThat(run("1")).isEmpty();
        assertThat(run("2")).isEmpty();

        assertThat(file()).hasContent("{\"run\":1}\n{\"run\":2}");
    }

    @Test
    void ofTwoReportsAtOnceEachAddsItsRun() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<String>> reports = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String run = String.valueOf(i);
            reports.add(threads.submit(() -> run(run)));
        }
        for (Future<String> report : reports) {
            assertThat(report.get()).isEmpty();
        }
        threads.shutdown();

        assertThat(Files.readAllLines(file()))
                .containsExactlyInAnyOrder(
                        "{\"run\":0}",
                        "{\"run\":1}",
                        "{\"run\":2}",
                        "{\"run\":3}",
                        "{\"run\":4}",
                        "{\"run\":5}",
                        "{\"run\":6}",
                        "{\"run\":7}");
    }

    @Test
    void aReportThatFailsLeavesItAsItWas() throws IOException {
        run("1");

        assertThatThrownBy(() -> new AllureHistory(file()).goOn(copy("2"), () -> {
                    Files.writeString(copy("2"), "{\"run\":", StandardOpenOption.APPEND);
                    throw new IOException("killed");
                }))
                .hasMessage("killed");

        assertThat(file()).hasContent("{\"run\":1}");
    }

    @Test
    void aLineThatIsCutShortIsLeftOut() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "{\"run\":1}\n\n{\"run\":2\n{\"run\":3}\n{\"ru");

        assertThat(run("4")).isEmpty();

        assertThat(file()).hasContent("{\"run\":1}\n{\"run\":3}\n{\"run\":4}");
    }

    @Test
    void aLineThatIsNoTextCostsNoOther() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "{\"run\":\"Prüfung\"}\n");
        Files.write(file(), new byte[] {(byte) 0xC3, 0x28, '\n'}, StandardOpenOption.APPEND);

        assertThat(run("1")).isEmpty();

        assertThat(file()).hasContent("{\"run\":\"Prüfung\"}\n{\"run\":1}");
    }

    @Test
    void whereItCannotBeKeptTheReportIsMadeAllTheSame() throws IOException {
        Files.writeString(folder.resolve("state"), "a file where a folder is wanted");

        assertThat(run("1"))
                .startsWith("; the history of the tests is not kept: java.nio.file.")
                .contains(folder.resolve("state").toString());

        assertThat(copy("1")).hasContent("{\"run\":1}");
    }

    @Test
    void itLiesBesideTheHistoryThatTheSettingsName() {
        assertThat(placed("/w/target", Map.of("nestlab.history", "/ci/history.db")))
                .hasToString("/ci/allure-history.jsonl");
        assertThat(placed("/w/target", Map.of("nestlab.history", "jdbc:sqlite:/ci/history.db")))
                .hasToString("/ci/allure-history.jsonl");
        assertThat(placed("/w/target", Map.of("nestlab.history", "kept/history.db")))
                .hasToString(folder.resolve("kept/allure-history.jsonl").toString());
    }

    /** That folder outlives {@code mvn clean}, and the workspace; what is in it is shared by all projects. */
    @Test
    void itLiesInTheStateFolderElseWithoutThoseOfOtherProjects() {
        Path state = folder.resolve("state");
        Map<String, String> local = Map.of("nestlab.state.dir", state.toString());
        Map<String, String> server =
                Map.of("nestlab.state.dir", state.toString(), "nestlab.history", "jdbc:postgresql://db/nestlab");

        assertThat(placed("/w/target", local).toString())
                .startsWith(state.resolve("reports").toString())
                .endsWith("/allure-history.jsonl")
                .isEqualTo(placed("/w/target", local).toString())
                .isEqualTo(placed("/w/target", server).toString())
                .isNotEqualTo(placed("/other/target", local).toString());
    }

    @Test
    void itGoesWithTheReportWhereNothingIsToBeKept() {
        assertThat(placed("/w/target", Map.of("nestlab.history", "off"))).hasToString("/w/target/allure-history.jsonl");
        assertThat(placed("/w/target", Map.of("nestlab.history", "ftp://host/file")))
                .hasToString("/w/target/allure-history.jsonl");
    }

    @Test
    void itIsWhereItWasSaidToBe() {
        Arguments arguments = Arguments.parse("--history", "/h.jsonl", "/w/target/allure-results");

        assertThat(AllureHistory.of(arguments, key -> Optional.empty())).hasToString("/h.jsonl");
    }

    private AllureHistory placed(String target, Map<String, String> settings) {
        Arguments arguments = Arguments.parse("--folder", folder.toString(), target + "/allure-results");
        return AllureHistory.of(arguments, key -> Optional.ofNullable(settings.get(key)));
    }

    /** What Allure does: it reads the file, if there is one, and adds a line. */
    private String run(String name) throws IOException {
        return new AllureHistory(file())
                .goOn(
                        copy(name),
                        () -> Files.writeString(
                                copy(name),
                                "{\"run\":%s}\n".formatted(name),
                                StandardCharsets.UTF_8,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.APPEND));
    }

    private Path copy(String name) {
        return folder.resolve("copy-" + name);
    }

    private Path file() {
        return folder.resolve("state/allure-history.jsonl");
    }
}
