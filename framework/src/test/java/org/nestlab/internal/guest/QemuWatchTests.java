package org.nestlab.internal.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.shell.LocalShell;

/** A real process in place of QEMU, with the log that libvirt keeps. */
class QemuWatchTests {

    private static final String STARTED = "2026-11-30 23:28:28.895+0000: starting up libvirt version: 9.0.0\n";

    private final CountDownLatch crashes = new CountDownLatch(1);
    private final LocalShell here = new LocalShell("L0 host");

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private Process qemu;
    private Path log;

    @BeforeEach
    void start() throws IOException {
        qemu = new ProcessBuilder("sleep", "600").start();
        log = Files.writeString(folder.resolve("it's a log.log"), STARTED);
        QemuWatch.watch(qemu.pid(), here, log.toString(), crashes::countDown);
    }

    @AfterEach
    void stop() {
        qemu.destroyForcibly();
        here.close();
    }

    private void endsWith(String reason) throws IOException, InterruptedException {
        qemu.destroyForcibly();
        qemu.waitFor();
        Files.writeString(log, STARTED + "2026-11-30 23:44:42.615+0000: shutting down, reason=" + reason + "\n");
    }

    @Test
    void aQemuThatCrashesEndsWhatWaitsForItsGuest() throws IOException, InterruptedException {
        endsWith("crashed");

        assertThat(crashes.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aGuestThatIsSavedGoesOn() throws IOException, InterruptedException {
        endsWith("saved");

        assertThat(crashes.await(3, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void aQemuThatRunsIsLeftAlone() throws InterruptedException {
        assertThat(crashes.await(2, TimeUnit.SECONDS)).isFalse();
        assertThat(qemu.isAlive()).isTrue();
    }
}
