package org.nestlab.internal.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.GuestCommandException;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

@Timeout(30)
class LocalShellTests {

    private final LocalShell shell = new LocalShell("L0 host");

    @TempDir
    Path folder;

    @Test
    void aCommandGivesStatusAndBothOutputs() {
        CommandResult result =
                shell.run(Command.shell("cat; echo err >&2; exit 3").withInput("in"));

        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.stdout()).isEqualTo("in");
        assertThat(result.stderr()).isEqualTo("err\n");
        assertThat(result.machine()).isEqualTo("L0 host");
    }

    @Test
    void aSignalIsAStatusAbove128() {
        assertThat(shell.run(Command.shell("kill -9 $$")).exitStatus()).isEqualTo(137);
    }

    @Test
    void outputIsBoundedButReadToTheEnd() {
        CommandResult result =
                shell.run(Command.shell("yes | head -c 1000000; echo end >&2").withOutputLimit(10));

        assertThat(result.stdout()).isEqualTo("y\ny\ny\ny\ny\n");
        assertThat(result.stderr()).isEqualTo("end\n");
        assertThat(result.truncated()).isTrue();
    }

    @Test
    void aDeadlineKillsTheWholeTree() throws IOException {
        Path pid = folder.resolve("pid");
        Command slow = Command.shell(
                        "echo begun; (sleep 60 & echo $! > %s; wait); :".formatted(Command.quote(pid.toString())))
                .withTimeout(Duration.ofMillis(700));

        assertThatThrownBy(() -> shell.run(slow))
                .isInstanceOf(GuestCommandException.class)
                .hasMessage(
                        "L0 host: `%s` did not end within 700 ms%n  stdout so far: begun%n  stderr so far: (nothing)"
                                .formatted(slow));

        long sleeping = Long.parseLong(Files.readString(pid).strip());
        Waiting.on("the end of the sleep", Duration.ofSeconds(5), Duration.ofMillis(20))
                .untilTrue(() -> ProcessHandle.of(sleeping)
                        .filter(ProcessHandle::isAlive)
                        .isEmpty());
    }

    @Test
    void aProgramLeftBehindThatHoldsTheOutputIsNamedAsTheReason() {
        // Java lets go of the output of a process that ends before anybody reads it; this one ends while we do.
        Command leaving = Command.shell("sleep 5 & sleep 0.2; exit 4").withTimeout(Duration.ofMillis(700));

        assertThatThrownBy(() -> shell.run(leaving))
                .isInstanceOf(GuestCommandException.class)
                .hasMessageStartingWith(
                        "L0 host: `sleep 5 & sleep 0.2; exit 4` ended with exit status 4, but something it started"
                                + " still held its output after 700 ms: redirect that program's output");
    }

    @Test
    void closingAnOpenCommandEndsIt() throws IOException {
        Duplex cat = shell.open(Command.shell("echo $$; exec cat"));
        long pid = Long.parseLong(new String(cat.input().readNBytes(1), UTF_8)
                + new java.io.BufferedReader(new java.io.InputStreamReader(cat.input(), UTF_8)).readLine());

        cat.close();

        Waiting.on("the end of cat", Duration.ofSeconds(5), Duration.ofMillis(20))
                .untilTrue(() ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void aConnectionCarriesBothWays() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Duplex near = shell.connect("127.0.0.1", server.getLocalPort(), Duration.ofSeconds(5));
                Socket far = server.accept()) {
            near.output().write('a');
            assertThat(far.getInputStream().read()).isEqualTo('a');
            far.getOutputStream().write('b');
            assertThat(near.input().read()).isEqualTo('b');
        }
    }

    @Test
    void filesKeepTheirMode() throws IOException {
        Path from = folder.resolve("from");
        shell.write("text".getBytes(UTF_8), from.toString(), 0640);

        shell.upload(from, folder.resolve("up").toString());
        shell.download(folder.resolve("up").toString(), folder.resolve("down"));

        assertThat(folder.resolve("down")).hasContent("text");
        assertThat(Files.getPosixFilePermissions(folder.resolve("down")))
                .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> shell.download("/nowhere/file", folder.resolve("x")))
                .isInstanceOf(GuestCommandException.class)
                .hasMessage("L0 host: `copy /nowhere/file to %s` failed: /nowhere/file", folder.resolve("x"));
    }

    @Test
    void aModeHasNineBits() {
        assertThatThrownBy(() -> shell.write(new byte[0], folder.resolve("x").toString(), 04755))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("permission bits are 0 to 0777, not 04755");
    }
}
