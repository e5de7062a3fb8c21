package org.nestlab.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.NoAnswerException;

@Timeout(60)
class PatientLockTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void anotherThreadIsWaitedForUntilTheDeadline() throws Exception {
        PatientLock lock = new PatientLock(Duration.ofMillis(200));
        Path file = folder.resolve("a.lock");

        lock.during(file, "the folder", () -> {
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> take(lock, file), Background.threads());
            return assertThatThrownBy(() -> other.get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(NoAnswerException.class)
                    .hasMessageEndingWith(
                            "L0 host: the folder: another thread of this run has held its lock %s for 200 ms", file);
        });
        take(lock, file);
    }

    private static void take(PatientLock lock, Path file) {
        try {
            assertThat(lock.<String, RuntimeException>during(file, "the folder", () -> "done"))
                    .isEqualTo("done");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anotherProcessIsWaitedForUntilTheDeadline() throws Exception {
        Path file = folder.resolve("a.lock");
        // lockf, as Java's locks are: flock(1) takes those of another kind.
        Process other = new ProcessBuilder(
                        "python3",
                        "-c",
                        "import fcntl, sys\nf = open(sys.argv[1], 'w')\nfcntl.lockf(f, fcntl.LOCK_EX)\nprint('held', flush=True)\nsys.stdin.read()",
                        file.toString())
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("held");
            assertThatThrownBy(() -> take(new PatientLock(Duration.ofMillis(300)), file))
                    .isInstanceOf(NoAnswerException.class)
                    .hasMessageStartingWith(
                            "L0 host: the folder: its lock %s, which another process holds: gave up after ", file);

            other.getOutputStream().close();
            take(new PatientLock(Duration.ofSeconds(30)), file);
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aFolderThatIsNotThereIsToldAtOnce() {
        PatientLock lock = new PatientLock(Duration.ofMinutes(5));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> lock.<String, RuntimeException>during(
                            folder.resolve("none/a.lock"), "the folder", () -> "done"))
                    .isInstanceOf(IOException.class);
        }
    }
}
