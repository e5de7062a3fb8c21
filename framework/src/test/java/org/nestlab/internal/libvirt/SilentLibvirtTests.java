package org.nestlab.internal.libvirt;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.NoAnswerException;

/** A daemon that takes a connection and says nothing, as one does that hangs. */
@Timeout(60)
class SilentLibvirtTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void itIsGivenUp() throws IOException {
        Path socket = folder.resolve("libvirt-sock");
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(socket));
            String uri = "qemu+unix:///system?socket=" + socket;

            assertThatThrownBy(() -> Hypervisor.connect(uri, "L0 host", Duration.ofSeconds(1)))
                    .isInstanceOf(NoAnswerException.class)
                    .hasMessage(
                            "L0 host: connecting to %s: its libvirt has not answered for 1 s: the machine may hang",
                            uri);
        }
    }
}
