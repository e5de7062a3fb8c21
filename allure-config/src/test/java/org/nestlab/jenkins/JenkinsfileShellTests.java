package org.nestlab.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.report.ReportHistory;

/** The shell scripts of the Jenkinsfile, run by a shell in a folder like a workspace. */
class JenkinsfileShellTests {

    @TempDir
    Path workspace;

    private final JenkinsRun run = JenkinsRun.of(Map.of(), new Agent());

    @Test
    void everyCommandIsOneThatTheShellUnderstands() throws Exception {
        List<String> commands = run.log().stream()
                .filter(line -> line.contains(": sh "))
                .map(line -> line.substring(line.indexOf(": sh ") + 5))
                .toList();

        assertThat(commands).hasSizeGreaterThan(6);
        for (String command : commands) {
            assertThat(shell("-n", command)).as(command).isZero();
        }
    }

    @Test
    void artifactsAreTheReportTheHistoryAndTheVerdictsAndNoKey() throws Exception {
        write("target/allure-report/index.html");
        write("nestlab-baseline/history/allure-history.jsonl");
        write("nestlab-baseline/history/history.db");
        write("tests-performance/target/nestlab/verdicts.json");
        write("tests-performance/target/nestlab/overhead-L2-L1.txt");
        write("tests-performance/target/nestlab/ab12cd34/id_ed25519");
        write("tests-performance/target/nestlab/ab12cd34/L1-hypervisor-console.log");

        assertThat(shell("-e", command("labs/baseline/report", "out="))).isZero();

        assertThat(files("nestlab-baseline"))
                .containsExactly(
                        "nestlab-baseline/history/allure-history.jsonl",
                        "nestlab-baseline/history/history.db",
                        "nestlab-baseline/report/index.html",
                        "nestlab-baseline/tests-performance/overhead-L2-L1.txt",
                        "nestlab-baseline/tests-performance/verdicts.json");
    }

    @Test
    void aRunThatLeftNothingIsCollectedAllTheSame() throws Exception {
        assertThat(shell("-e", command("labs/baseline/report", "out="))).isZero();

        assertThat(files("nestlab-baseline")).isEmpty();
    }

    @Test
    void whatAnEarlierRunFoundIsForgottenAndTheKeyOfAKeptLabIsNot() throws Exception {
        write("target/allure-report/index.html");
        write("nestlab-baseline/history/history.db-wal");
        write("tests-performance/target/nestlab/verdicts.json");
        write("tests-performance/target/failsafe-reports/TEST-x.xml");
        write("tests-performance/target/nestlab/ab12cd34/id_ed25519");
        write("tests-nested/target/allure-results/x-result.json");

        assertThat(shell("-e", command("labs/baseline/verify", "rm "))).isZero();

        assertThat(files(".")).containsExactly("./tests-performance/target/nestlab/ab12cd34/id_ed25519");
    }

    /** Allure's history lies beside that of the measurements, and so goes with it from build to build. */
    @Test
    void theHistoryOfAllureIsAmongWhatIsHandedOn() throws Exception {
        String verify = command("labs/baseline/verify", "mvn ");
        String file = verify.replaceFirst(".*-Dnestlab\\.history=(\\S+).*", "$1");
        Map<String, String> settings = Map.of("nestlab.history", file);

        Path kept = ReportHistory.beside(
                        key -> Optional.ofNullable(settings.get(key)), workspace, workspace.resolve("target"))
                .orElseThrow();

        assertThat(kept.toString()).endsWith("/nestlab-baseline/history");
        assertThat(shell("-e", command("labs/baseline/verify", "mkdir "))).isZero();
        assertThat(workspace.resolve("nestlab-baseline/history")).isDirectory();
    }

    private String command(String stage, String beginning) {
        return run.commands(stage).stream()
                .filter(command -> command.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    /** Jenkins runs them by sh -e. */
    private int shell(String option, String script) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("sh", option, "-c", script)
                .directory(workspace.toFile())
                .inheritIO();
        shell.environment().put("STACK", "baseline");
        return shell.start().waitFor();
    }

    private void write(String path) throws IOException {
        Path file = workspace.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
    }

    private List<String> files(String folder) throws IOException {
        try (Stream<Path> all = Files.walk(workspace.resolve(folder))) {
            return all.filter(Files::isRegularFile)
                    .map(file -> workspace.relativize(file).toString())
                    .map(path -> folder.equals(".") ? "./" + path : path)
                    .sorted()
                    .toList();
        }
    }
}
