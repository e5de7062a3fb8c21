package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class HistoryLockTests {

    @TempDir
    Path folder;

    /** A report that hangs. */
    public static void main(String... words) throws IOException {
        try (FileChannel held = HistoryLock.of(Path.of(words[0]), Duration.ofMinutes(1))) {
            System.out.println("HELD " + held.isOpen());
            System.in.read();
        }
    }

    @Test
    void aReportThatHangsIsNotWaitedForWithoutEnd() throws IOException, InterruptedException {
        Path file = folder.resolve("kept/history.jsonl");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        HistoryLockTests.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("HELD true");

            assertThatThrownBy(() -> HistoryLock.of(file, Duration.ofSeconds(2)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("another report has held %s.lock for 2 s".formatted(file));
        } finally {
            other.destroyForcibly().waitFor();
        }

        try (FileChannel mine = HistoryLock.of(file, Duration.ofMinutes(1))) {
            assertThat(mine.isOpen()).isTrue();
        }
    }
}
