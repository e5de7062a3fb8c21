package org.nestlab.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .ci/run} with a Maven that prints what a real one does. */
class CiScriptTests {

    @TempDir
    Path folder;

    private OddFolder checkout = new OddFolder(Path.of("."));

    @BeforeEach
    void checkout() throws IOException {
        checkout = OddFolder.in(folder);
        checkout.take(".ci/run");
        checkout.write("framework/core/src/main/resources/org/nestlab/host/setup.sh", "echo \"setup $*\"\n");
    }

    @Test
    void everyPartIsRunAndItEndsWithWhatWasCounted() throws Exception {
        checkout.program("mvn", """
                echo '[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1.2 s -- in org.example.OneTests'
                case "$*" in
                  *self,strict) echo '[ERROR] Tests run: 9, Failures: 1, Errors: 0, Skipped: 0'; exit 1 ;;
                  *) echo '[WARNING] Tests run: 7, Failures: 0, Errors: 0, Skipped: 1' ;;
                esac
                echo '[INFO] BUILD SUCCESS'
                """);

        int status = checkout.run(".ci/run");

        assertThat(checkout.output()).endsWith("""
                setup stop

                mvn -B -ntp test -Psetup: exit status 0
                [WARNING] Tests run: 7, Failures: 0, Errors: 0, Skipped: 1

                mvn -B -ntp verify -Psetup: exit status 0
                [WARNING] Tests run: 7, Failures: 0, Errors: 0, Skipped: 1

                mvn -B -ntp verify -Psetup,self,strict: exit status 1
                [ERROR] Tests run: 9, Failures: 1, Errors: 0, Skipped: 0
                """);
        assertThat(status).isEqualTo(1);
    }

    @Test
    void whereAllIsGreenItIs() throws Exception {
        checkout.program("mvn", "echo 'Tests run: 1, Failures: 0, Errors: 0, Skipped: 0'");

        assertThat(checkout.run(".ci/run")).as(checkout.output()).isZero();
    }

    @Test
    void aSignalEndsThePartAndWhatWasStartedIsStoppedAfterIt() throws Exception {
        checkout.program("mvn", "trap 'sleep 1; echo Maven ends; exit 143' TERM; echo begun; sleep 300 & wait");

        Process process = checkout.start(".ci/run");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> checkout.output().contains("begun"));
        process.destroy();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(checkout.output()).isEqualTo(143);
        assertThat(checkout.output()).endsWith("""
                begun
                Maven ends
                setup stop

                mvn -B -ntp test -Psetup: ended early
                No test was run.
                """);
    }
}
