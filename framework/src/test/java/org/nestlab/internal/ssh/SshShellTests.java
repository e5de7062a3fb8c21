package org.nestlab.internal.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.GuestCommandException;
import org.nestlab.internal.shell.Background;
import org.nestlab.internal.shell.Duplex;
import org.nestlab.internal.shell.Shell;
import org.nestlab.internal.shell.Waiting;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

@Timeout(30)
class SshShellTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final LabKeys HOST_KEY = LabKeys.generate("host");
    private static final LabKeys USER_KEY = LabKeys.generate("user");

    private static LoopbackSshServer server;

    private final FreezableShell via = new FreezableShell();
    private Shell shell;

    @BeforeAll
    static void startServer() {
        server = new LoopbackSshServer(HOST_KEY, USER_KEY);
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void logIn() {
        shell = SshShell.open(target(server.port()), via, TIMEOUT);
    }

    @AfterEach
    void hangUp() {
        via.freeze(false);
        shell.close();
    }

    private static SshTarget target(int port) {
        return new SshTarget(
                "L1 hypervisor",
                "127.0.0.1",
                port,
                "root",
                new SshIdentity.Lab(USER_KEY),
                new HostKeyCheck.Exactly(HOST_KEY.publicKeyLine()));
    }

    @Test
    void aCommandGivesStatusAndBothOutputs() {
        CommandResult result = shell.run(Command.shell("echo out; echo err >&2; exit 3"));

        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.stdout()).isEqualTo("out\n");
        assertThat(result.stderr()).isEqualTo("err\n");
        assertThat(result.machine()).isEqualTo("L1 hypervisor");
        assertThat(result.truncated()).isFalse();
        assertThat(result.duration()).isPositive();
    }

    @Test
    void aCommandReadsItsInputToTheEnd() {
        String megabytes = "0123456789abcdef".repeat(200_000);

        CommandResult result = shell.run(Command.shell("wc -c; echo done").withInput(megabytes));

        assertThat(result.stdout()).isEqualTo(megabytes.length() + "\ndone\n");
    }

    @Test
    void aCommandThatLeavesItsInputUnreadIsNoFailure() {
        assertThat(shell.run(Command.shell("true").withInput("x".repeat(100_000)))
                        .exitStatus())
                .isZero();
    }

    @Test
    void manyCommandsRunAtOnceOverOneSession() {
        int before = server.logins();
        List<CompletableFuture<String>> running = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> shell.run(Command.shell("echo " + i)).text(), Background.threads()))
                .toList();

        assertThat(running.stream().map(CompletableFuture::join))
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
        assertThat(server.logins()).isEqualTo(before);
    }

    @Test
    void outputIsBoundedButReadToTheEnd() {
        CommandResult result = shell.run(Command.shell(
                        "head -c 5000000 /dev/zero | tr '\\0' x; head -c 3000000 /dev/zero | tr '\\0' y >&2; exit 4")
                .withOutputLimit(1_000));

        assertThat(result.exitStatus()).isEqualTo(4);
        assertThat(result.stdout()).isEqualTo("x".repeat(1_000));
        assertThat(result.stderr()).isEqualTo("y".repeat(1_000));
        assertThat(result.truncated()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "it's",
                "\"$(id)\" `id` $HOME",
                "a\nb",
                "; rm -rf /nowhere",
                "*",
                "-n",
                "ünïcödé ✓",
                "\\",
                "\u001b[31m",
                "<domain name='x&y'/>"
            })
    void aWordReachesTheProgramUnchanged(String word) {
        assertThat(shell.run(Command.of("printf", "%s", word)).stdout()).isEqualTo(word);
    }

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
    void anOpenCommandIsTalkedWith() throws IOException {
        try (Duplex cat = shell.open(Command.shell("echo ready >&2; cat"))) {
            cat.output().write("hello\n".getBytes(UTF_8));
            cat.output().flush();
            assertThat(cat.input().readNBytes(6)).isEqualTo("hello\n".getBytes(UTF_8));
            cat.output().close();
            assertThat(cat.input().read()).isEqualTo(-1);
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

    @Test
    void filesGoUpAndDownWithTheirMode(@TempDir Path folder) throws IOException {
        Path local = folder.resolve("local");
        byte[] content = new byte[300_000];
        new java.util.Random(1).nextBytes(content);
        Files.write(local, content);
        Files.setPosixFilePermissions(local, PosixFilePermissions.fromString("rwxr-x---"));
        String remote = folder.resolve("it's \"remote\" $x").toString();

        shell.upload(local, remote);
        shell.download(remote, folder.resolve("back"));

        assertThat(Path.of(remote)).hasBinaryContent(content);
        assertThat(Files.getPosixFilePermissions(Path.of(remote)))
                .isEqualTo(PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(folder.resolve("back")).hasBinaryContent(content);
    }

    @Test
    void aSecretReplacesAFileThatOthersCouldRead(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "a longer text than the new one");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        shell.write("secret".getBytes(UTF_8), file.toString(), 0600);

        assertThat(file).hasContent("secret");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aFileThatCannotBeReadOrWrittenIsToldWithItsReason(@TempDir Path folder) {
        assertThatThrownBy(() -> shell.download("/nowhere/file", folder.resolve("x")))
                .isInstanceOf(GuestCommandException.class)
                .hasMessage("L1 hypervisor: `download /nowhere/file to %s` failed: exit status 1: "
                                .formatted(folder.resolve("x"))
                        + "cat: /nowhere/file: No such file or directory");
        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(() -> shell.write(new byte[1], "/nowhere/file", 0600))
                .isInstanceOf(GuestCommandException.class)
                .hasMessageStartingWith("L1 hypervisor: `write /nowhere/file` failed: exit status");
    }
}
