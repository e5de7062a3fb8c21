package org.nestlab.internal.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.GuestCommandException;
import org.nestlab.internal.shell.Background;
import org.nestlab.internal.shell.Duplex;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

@Timeout(30)
class SshShellTests extends OnLoopbackSsh {

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

    /** Each piece wakes every machine on its way. */
    @Test
    void aCommandIsRequestedInOnePiece() {
        shell.run(Command.of("true")).orThrow();
        int before = via.pieces.get();

        int commands = 20;
        for (int i = 0; i < commands; i++) {
            shell.run(Command.of("true")).orThrow();
        }

        // Its channel is opened, it is requested, and its channel is closed, which the next command may overtake.
        assertThat(via.pieces.get() - before).isBetween(3 * commands - 1, 3 * commands + 1);
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
                .hasMessageStartingWith("L1 hypervisor: `download /nowhere/file to %s` failed: exit status 1: "
                        .formatted(folder.resolve("x")))
                .message()
                .as("and then what cat said, in whatever words")
                .contains(": cat: ", "/nowhere/file: ");
        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(() -> shell.write(new byte[1], "/nowhere/file", 0600))
                .isInstanceOf(GuestCommandException.class)
                .hasMessageStartingWith("L1 hypervisor: `write /nowhere/file` failed: exit status");
    }
}
