package org.nestlab.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .ci/run} with a Maven that prints what a real one does, in a folder whose name a shell would take apart. */
class CiScriptTest {

    private static final Path SCRIPT = Path.of("../.ci/run").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    private Path root = Path.of(".");

    @BeforeEach
    void checkout() throws IOException {
        root = folder.resolve("it's \"a\" f o");
        Files.createDirectories(root.resolve(".ci"));
        Files.copy(SCRIPT, root.resolve(".ci/run"));
        Path setup = root.resolve("framework/src/main/resources/org/nestlab/host/setup.sh");
        Files.createDirectories(setup.resolveSibling(""));
        Files.writeString(setup, "echo \"setup $*\"\n");
    }

    @Test
    void everyPartIsRunAndItEndsWithWhatWasCounted() throws Exception {
        maven("""
                echo '[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1.2 s -- in org.example.OneTests'
                case "$*" in
                  *self) echo '[ERROR] Tests run: 9, Failures: 1, Errors: 0, Skipped: 0'; exit 1 ;;
                  *) echo '[WARNING] Tests run: 7, Failures: 0, Errors: 0, Skipped: 1' ;;
                esac
                echo '[INFO] BUILD SUCCESS'
                """);

        Process process = start();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(output()).endsWith("""
                setup stop

                mvn -B -ntp test -Psetup: exit status 0
                [WARNING] Tests run: 7, Failures: 0, Errors: 0, Skipped: 1

                mvn -B -ntp verify -Psetup: exit status 0
                [WARNING] Tests run: 7, Failures: 0, Errors: 0, Skipped: 1

                mvn -B -ntp verify -Psetup,self: exit status 1
                [ERROR] Tests run: 9, Failures: 1, Errors: 0, Skipped: 0
                """);
        assertThat(process.exitValue()).isEqualTo(1);
    }

    @Test
    void whereAllIsGreenItIs() throws Exception {
        maven("echo 'Tests run: 1, Failures: 0, Errors: 0, Skipped: 0'");

        Process process = start();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output()).isZero();
    }

    @Test
    void aSignalEndsThePartAndWhatWasStartedIsStoppedAfterIt() throws Exception {
        maven("trap 'echo Maven ends; exit 143' TERM; echo begun; sleep 300 & wait");

        Process process = start();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> output().contains("begun"));
        process.destroy();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output()).isEqualTo(143);
        assertThat(output()).endsWith("""
                begun
                Maven ends
                setup stop

                mvn -B -ntp test -Psetup: ended early
                No test was run.
                """);
    }

    private void maven(String script) throws IOException {
        Path mvn = root.resolve("bin/mvn");
        Files.createDirectories(mvn.resolveSibling(""));
        Files.writeString(mvn, "#!/bin/bash\n" + script);
        Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(root.resolve(".ci/run").toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().merge("PATH", root.resolve("bin").toString(), (path, first) -> first + ":" + path);
        return builder.start();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"), StandardCharsets.UTF_8);
    }
}
