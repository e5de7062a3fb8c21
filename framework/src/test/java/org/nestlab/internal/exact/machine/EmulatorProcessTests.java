package org.nestlab.internal.exact.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.HostNotCapableException;

class EmulatorProcessTests {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<String> SLEEPER = List.of("sh", "-c", "echo $$ >pid.new; mv pid.new pid; exec sleep 300");

    @TempDir
    Path folder;

    /** Starts a process and waits, as a run does that is killed. */
    static final class Killed {
        public static void main(String[] folder) throws Exception {
            try (EmulatorProcess process = EmulatorProcess.start(SLEEPER, List.of(), Path.of(folder[0]))) {
                process.awaitEnd(LIMIT);
            }
        }
    }

    private ProcessHandle started() {
        Path pid = folder.resolve("pid");
        await().atMost(LIMIT).until(() -> Files.exists(pid));
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isGone(ProcessHandle process) {
        return Optional.of(process).filter(ProcessHandle::isAlive).isEmpty();
    }

    @Test
    void endsWithWhatStartedIt() throws Exception {
        ProcessHandle handle;
        try (EmulatorProcess process = EmulatorProcess.start(SLEEPER, List.of(), folder)) {
            handle = started();
            assertThat(process.isAlive()).isTrue();
            assertThat(process.status()).isEmpty();
        }
        await().atMost(LIMIT).until(() -> isGone(handle));
    }

    @Test
    void endsWithARunThatIsKilled() throws Exception {
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        try {
            ProcessHandle handle = started();

            run.destroyForcibly().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);

            await().atMost(LIMIT).until(() -> isGone(handle));
        } finally {
            run.destroyForcibly();
        }
    }

    @Test
    void tellsItsStatusAndWhatItPrinted() throws Exception {
        try (EmulatorProcess process = EmulatorProcess.start(
                List.of("sh", "-c", "echo shown; echo \"$TERM,$DISPLAY\" >&2; exit 7"),
                List.of("TERM=vt100", "DISPLAY="),
                folder)) {
            assertThat(process.awaitEnd(LIMIT)).isTrue();
            assertThat(process.status()).hasValue(7);
        }
        // A terminal's drawing is thrown away, and no window can be opened.
        assertThat(Files.readString(folder.resolve(EmulatorProcess.PRINTED))).isEqualTo("vt100,\n");
    }

    @Test
    void whatIsNotInstalledIsNamedWithItsPackage() {
        assertThatThrownBy(() -> HostPrograms.find("no-such-bochs", "bochs", "which emulates Intel's VMX"))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessage(
                        "L0 host: no-such-bochs is not installed, which emulates Intel's VMX. Install the package bochs: `nestlab setup` does it");
    }
}
