package org.nestlab.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.nestlab.internal.host.ShellHost;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Host;

/** The probes' scripts in a real shell, on whatever machine this is. */
class ScriptsTests {

    private final Host here = new ShellHost(new LocalShell("L0 host"), "qemu:///system");

    @Test
    void looksAtThisMachineFromInside() {
        assertThat(Acceleration.fromInside(here).evidence())
                .hasSize(5)
                .last()
                .asString()
                .matches("CPU: .+, hypervisor flag (not )?set");
    }

    @Test
    void countsTheCpusOfThisMachine() {
        // A container may have fewer of them.
        assertThat(OnlineCpus.of(here).count())
                .isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void findsOwnSearchButNoQemu() {
        UUID uuid = UUID.randomUUID();
        String output = here.run(QemuCommandLine.script(uuid)).orThrow().stdout();
        assertThat(output).as("the search sees at least itself").contains(uuid.toString());
        assertThat(QemuCommandLine.find(uuid.toString(), output)).isEmpty();
    }

    @Test
    void readsNestingAndPagingFromTheSameModule() {
        assertThat(NestedPaging.of(here).module())
                .isEqualTo(NestedParameter.of(here).module());
    }

    @Test
    void tellsAnOpenPortFromAClosedOne() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
            assertThat(Reachability.of(here, "127.0.0.1", port))
                    .isEqualTo(new Reachability("127.0.0.1 port " + port, true, "connection accepted"));
        }
        Reachability closed = Reachability.of(here, "127.0.0.1", port);
        assertThat(closed.reached()).isFalse();
        assertThat(closed.detail()).as("the C library's words").containsIgnoringCase("refused");
    }

    @Test
    void pingsWhereThereIsPing() {
        Reachability echo = Reachability.of(here, "127.0.0.1");
        assertThat(echo.detail()).isIn("echo reply", "ping is not installed (iputils-ping)");
        assertThat(echo.reached()).isEqualTo(echo.detail().equals("echo reply"));
    }
}
