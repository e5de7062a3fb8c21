package org.nestlab.internal.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.ssh.SocketForwarder;

/** A connection to the host's libvirt that breaks, as when its daemon is started anew; nothing is changed there. */
class BrokenLinkIT {

    private static final UUID NOTHINGS = new UUID(0, 0);

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final LocalShell host = new LocalShell("L0 host");

    private SocketForwarder serve() {
        return SocketForwarder.serve(
                folder.resolve("s/l"), () -> host.open(SocketForwarder.toLibvirt("qemu:///system")));
    }

    @Test
    void itIsMadeAgainByTheNextCallAndTellsWhereThatFails() {
        SocketForwarder first = serve();
        try (Hypervisor hypervisor = Hypervisor.connect("qemu+unix:///system?socket=" + first.socket(), "L0 host")) {
            assertThat(hypervisor.domains().find(NOTHINGS)).isEmpty();

            first.close();
            assertThatThrownBy(() -> hypervisor.domains().find(NOTHINGS))
                    .isInstanceOf(ProvisioningException.class)
                    .hasMessageStartingWith("L0 host: looking for domain 00000000-0000-0000-0000-000000000000: ");

            try (SocketForwarder second = serve()) {
                assertThat(second.socket()).isEqualTo(first.socket());
                for (int i = 0; i < 3; i++) {
                    assertThat(hypervisor.domains().find(NOTHINGS)).isEmpty();
                }
                assertThat(hypervisor.isAlive()).isTrue();
            }
        }
    }

    @Test
    void aCallThatFindsItBrokenIsDoneAgain() {
        SocketForwarder first = serve();
        try (Hypervisor hypervisor = Hypervisor.connect("qemu+unix:///system?socket=" + first.socket(), "L0 host")) {
            first.close();
            try (SocketForwarder second = serve()) {
                assertThat(second.socket()).isEqualTo(first.socket());
                assertThat(hypervisor.domains().find(NOTHINGS)).isEmpty();
            }
        }
    }

    @Test
    void whatChangesSomethingIsDoneOnceAndOverAConnectionThatAnswers() throws InterruptedException {
        SocketForwarder first = serve();
        try (Hypervisor hypervisor = Hypervisor.connect("qemu+unix:///system?socket=" + first.socket(), "L0 host")) {
            first.close();
            TimeUnit.MILLISECONDS.sleep(1_500);
            try (SocketForwarder second = serve()) {
                assertThat(second.socket()).isEqualTo(first.socket());
                assertThatThrownBy(() -> hypervisor.domains().suspend(NOTHINGS))
                        .hasMessageContaining("no domain with matching uuid");
            }
        }
    }
}
