package org.nestlab.internal.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.GuestCommandException;
import org.nestlab.internal.shell.Background;
import org.nestlab.internal.shell.Duplex;
import org.nestlab.internal.shell.Waiting;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/** Deadlines, floods, frozen machines and lost sessions: none of them holds anybody up. */
@Timeout(30)
class SshShellTroubleTests extends OnLoopbackSsh {

    @Test
    void aDeadlineEndsTheCommandAndNothingElse() {
        Command slow = Command.shell("echo begun; sleep 30").withTimeout(Duration.ofMillis(400));

        assertThatThrownBy(() -> shell.run(slow))
                .isInstanceOf(GuestCommandException.class)
                .hasMessage(("L1 hypervisor: `echo begun; sleep 30` did not end within 400 ms%n"
                                + "  stdout so far: begun%n  stderr so far: (nothing)")
                        .formatted());
        assertThat(shell.isOpen()).isTrue();
        assertThat(shell.run(Command.shell("echo well")).text()).isEqualTo("well");
    }

    @Test
    void whatADeadlineLeavesBehindIsKilledWithAllThatItStarted(@TempDir Path folder) {
        Path pids = folder.resolve("pids");
        Command slow = Command.shell("(sleep 60 & echo $! $$ >%s; wait); sleep 60".formatted(pids))
                .withTimeout(Duration.ofMillis(700));

        assertThatThrownBy(() -> shell.run(slow)).isInstanceOf(GuestCommandException.class);

        Waiting.on("the end of both processes", Duration.ofSeconds(10), Duration.ofMillis(50))
                .untilTrue(() -> running(pids) == 0);
    }

    private static long running(Path pids) {
        try {
            return Stream.of(Files.readString(pids).strip().split(" ", 2))
                    .map(Long::valueOf)
                    .filter(pid ->
                            ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent())
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aServerThatTakesNoMoreChannelsIsToldAsSuch() throws IOException {
        try (LoopbackSshServer narrow = new LoopbackSshServer(HOST_KEY, USER_KEY, false);
                SshShell none = SshShell.open(target(narrow.port()), via, TIMEOUT)) {
            assertThatThrownBy(() -> none.run(Command.shell("true")))
                    .isInstanceOf(GuestCommandException.class)
                    .hasMessageMatching(
                            "L1 hypervisor: `true` was not started: the SSH server opens no more channels in"
                                    + " this session \\(.*\\); more commands at once need a larger MaxSessions in its sshd_config");
        }
    }

    @Test
    void aDroppedFloodLeavesTheSessionAlive() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (Duplex flood = shell.open(Command.shell("yes"))) {
                assertThat(flood.input().read()).isEqualTo('y');
            }
        }
        assertThat(shell.run(Command.shell("echo well")).text()).isEqualTo("well");
    }

    @Test
    void aFrozenMachineHoldsNobodyUpAndAnswersWhenItThaws() {
        via.freeze(true);

        assertThatThrownBy(() -> shell.run(Command.shell("true").withTimeout(Duration.ofMillis(300))))
                .hasMessageStartingWith("L1 hypervisor: `true` did not end within 300 ms");
        assertThat(shell.isOpen()).isTrue();

        via.freeze(false);
        assertThat(shell.run(Command.shell("echo well")).text()).isEqualTo("well");
    }

    @Test
    void aCommandOnAMachineThatDiedEndsWhenItIsHungUpOn(@TempDir Path folder) throws Exception {
        Path begun = folder.resolve("begun");
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                shell.run(Command.shell("touch %s; sleep 60".formatted(begun)));
            } catch (GuestCommandException e) {
                ended.complete(e);
            }
        });
        waiting.start();
        Waiting.on("the command's begin", Duration.ofSeconds(10), Duration.ofMillis(20))
                .untilTrue(() -> Files.exists(begun));
        via.freeze(true);

        shell.close();

        // As wanted of a panic, from its line to the command that fails.
        assertThat(ended.get(5, TimeUnit.SECONDS)).isInstanceOf(GuestCommandException.class);
    }

    @Test
    void aFrozenMachineCanBeHungUpOn() {
        via.freeze(true);
        long start = System.nanoTime();

        shell.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(shell.isOpen()).isFalse();
        assertThatThrownBy(() -> shell.run(Command.shell("true")))
                .isInstanceOf(GuestCommandException.class)
                .hasMessage("L1 hypervisor: `true` was not started: the SSH session is closed");
    }

    @Test
    void anInterruptedThreadLetsGoOfItsCommand() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> shell.run(Command.shell("sleep 30")))
                .isInstanceOf(GuestCommandException.class)
                .hasMessage("L1 hypervisor: interrupted during `sleep 30`");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptedDownloadLeavesNothing(@TempDir Path folder) throws IOException {
        Path endless = folder.resolve("endless");
        Path local = Files.createDirectory(folder.resolve("local"));
        shell.run(Command.of("mkfifo", endless.toString())).orThrow();
        Thread here = Thread.currentThread();
        CompletableFuture<Void> interrupting = CompletableFuture.runAsync(
                () -> {
                    Waiting.on("the part", Duration.ofSeconds(10), Duration.ofMillis(20))
                            .untilTrue(() -> hasFile(local));
                    here.interrupt();
                },
                Background.threads());

        assertThatThrownBy(() -> shell.download(endless.toString(), local.resolve("file")))
                .isInstanceOf(GuestCommandException.class)
                .hasMessageContaining("interrupted");

        assertThat(Thread.interrupted()).isTrue();
        interrupting.join();
        assertThat(local).isEmptyDirectory();
    }

    private static boolean hasFile(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aLostSessionIsToldAtOnce() throws IOException {
        try (LoopbackSshServer mortal = new LoopbackSshServer(HOST_KEY, USER_KEY);
                SshShell lost = SshShell.open(target(mortal.port()), via, TIMEOUT)) {
            CompletableFuture<CommandResult> running =
                    CompletableFuture.supplyAsync(() -> lost.run(Command.shell("sleep 30")), Background.threads());
            lost.run(Command.shell("true"));

            mortal.stop();

            assertThatThrownBy(running::join).cause().isInstanceOf(GuestCommandException.class);
            assertThat(lost.isOpen()).isFalse();
        }
    }
}
