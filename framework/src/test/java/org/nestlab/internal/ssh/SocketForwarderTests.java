package org.nestlab.internal.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.GuestCommandException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.shell.Background;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;

@Timeout(30)
class SocketForwarderTests {

    private final LocalShell shell = new LocalShell("L1 hypervisor");

    @TempDir
    Path folder;

    private SocketForwarder echo() {
        return SocketForwarder.serve(folder.resolve("f/s"), () -> shell.open(Command.shell("exec cat")));
    }

    private static SocketChannel connect(SocketForwarder forwarder) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(forwarder.socket()));
        return channel;
    }

    private static String readAll(SocketChannel channel) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(4 << 20);
        while (channel.read(all) >= 0) {
            assertThat(all.hasRemaining()).isTrue();
        }
        return UTF_8.decode(all.flip()).toString();
    }

    @Test
    void bothWaysAndToTheEnd() throws Exception {
        String much = "0123456789abcdef".repeat(100_000);
        try (SocketForwarder forwarder = echo();
                SocketChannel channel = connect(forwarder)) {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(
                    () -> {
                        try {
                            ByteBuffer bytes = UTF_8.encode(much);
                            while (bytes.hasRemaining()) {
                                channel.write(bytes);
                            }
                            channel.shutdownOutput();
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    },
                    Background.threads());

            assertThat(readAll(channel)).isEqualTo(much);
            writing.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void everyConnectionHasAnOtherEndOfItsOwn() throws IOException {
        try (SocketForwarder forwarder =
                        SocketForwarder.serve(folder.resolve("s"), () -> shell.open(Command.shell("read x; echo $x")));
                SocketChannel first = connect(forwarder);
                SocketChannel second = connect(forwarder)) {
            second.write(UTF_8.encode("second\n"));
            assertThat(readAll(second)).isEqualTo("second\n");
            first.write(UTF_8.encode("first\n"));
            assertThat(readAll(first)).isEqualTo("first\n");
        }
    }

    /** A connection that nobody had accepted yet is reset, one that was accepted comes to its end. */
    private static boolean isEnded(SocketChannel channel) throws IOException {
        try {
            return channel.read(ByteBuffer.allocate(1)) < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    @Test
    void onlyTheOwnerReachesTheSocketAndNothingOfItStays() throws IOException {
        SocketForwarder forwarder = echo();
        try (SocketChannel channel = connect(forwarder)) {
            assertThat(Files.getPosixFilePermissions(folder.resolve("f")))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));

            forwarder.close();

            assertThat(isEnded(channel)).isTrue();
            assertThat(folder.resolve("f")).isEmptyDirectory();
        }
    }

    @Test
    void aDeadOtherEndEndsTheConnectionOnly() throws IOException {
        try (SocketForwarder forwarder = SocketForwarder.serve(folder.resolve("s"), () -> {
                    throw new GuestCommandException("L1 hypervisor: gone");
                });
                SocketChannel first = connect(forwarder);
                SocketChannel second = connect(forwarder)) {
            assertThat(readAll(first)).isEmpty();
            assertThat(readAll(second)).isEmpty();
        }
    }

    @Test
    void aPathThatNoSocketCanHaveIsRefusedBeforehand() {
        Path deep = Path.of("/tmp/" + "x".repeat(100) + "/s");

        assertThatThrownBy(() -> SocketForwarder.serve(deep, () -> shell.open(Command.shell("cat"))))
                .isInstanceOf(ProvisioningException.class)
                .hasMessage("the unix socket's path has 107 bytes, and may have 99: choose a shorter folder than "
                        + deep.getParent());
    }

    @Test
    void libvirtIsReachedByItsHelperOrByNetcat() {
        assertThat(SocketForwarder.toLibvirt("qemu:///system").line())
                .isEqualTo("if command -v virt-ssh-helper >/dev/null; then exec virt-ssh-helper qemu:///system;"
                        + " else exec nc -U /run/libvirt/libvirt-sock; fi");
    }
}
