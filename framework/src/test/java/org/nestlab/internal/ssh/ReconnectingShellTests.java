package org.nestlab.internal.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nestlab.GuestCommandException;
import org.nestlab.internal.shell.Background;
import org.nestlab.internal.shell.Duplex;
import org.nestlab.internal.shell.Waiting;
import org.nestlab.machine.Command;

/** An SSH server that is restarted under its sessions, while its machine goes on. */
@Timeout(30)
class ReconnectingShellTests extends OnLoopbackSsh {

    private final List<String> lines = new ArrayList<>();
    private final AtomicInteger logins = new AtomicInteger();
    private LoopbackSshServer mortal = new LoopbackSshServer(HOST_KEY, USER_KEY);
    private ReconnectingShell lasting = ReconnectingShell.of(login(), this::login, lines::add);

    private SshShell login() {
        logins.incrementAndGet();
        return SshShell.open(target(mortal.port()), via, TIMEOUT);
    }

    @BeforeEach
    void oneLogin() {
        assertThat(logins).hasValue(1);
    }

    @AfterEach
    void end() throws IOException {
        lasting.close();
        mortal.close();
    }

    private void restart() throws IOException {
        mortal.stop();
        mortal = new LoopbackSshServer(HOST_KEY, USER_KEY);
        Waiting.on("the loss of the session", Duration.ofSeconds(10), Duration.ofMillis(10))
                .untilTrue(() -> !lasting.isOpen());
    }

    @Test
    void theNextCommandLogsInAgain() throws IOException {
        restart();

        assertThat(lasting.run(Command.shell("echo well")).text()).isEqualTo("well");
        assertThat(lasting.isOpen()).isTrue();
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("L1 hypervisor: its SSH session was lost (")
                .endsWith("); a new one is open");
        assertThat(logins).hasValue(2);
    }

    @Test
    void soDoChannelsAndConnections() throws IOException {
        restart();
        try (Duplex cat = lasting.open(Command.of("cat"))) {
            cat.output().write('x');
            cat.output().flush();
            assertThat(cat.input().read()).isEqualTo('x');
        }
        restart();
        try (Duplex tcp = lasting.connect("127.0.0.1", mortal.port(), TIMEOUT)) {
            assertThat(tcp.input().read()).isEqualTo('S');
        }
    }

    @Test
    void aSessionInsideItLogsInAgainToo() throws IOException {
        try (ReconnectingShell inner = ReconnectingShell.of(
                SshShell.open(target(server.port()), lasting, TIMEOUT),
                () -> SshShell.open(target(server.port()), lasting, TIMEOUT),
                lines::add)) {
            restart();
            Waiting.on("the loss of the inner session", Duration.ofSeconds(10), Duration.ofMillis(10))
                    .untilTrue(() -> !inner.isOpen());

            assertThat(inner.run(Command.shell("echo well")).text()).isEqualTo("well");
            assertThat(lines).hasSize(2);
        }
    }

    @Test
    void aCommandUnderWayFailsAndIsNotRunTwice() throws Exception {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Background.threads().execute(() -> {
            try {
                lasting.run(Command.shell("sleep 30"));
            } catch (GuestCommandException e) {
                failure.complete(e);
            }
        });
        lasting.run(Command.shell("until pgrep -f '^sleep 30$' >/dev/null; do sleep 0.05; done"));

        mortal.stop();

        assertThat(failure.get(10, TimeUnit.SECONDS)).hasMessageStartingWith("L1 hypervisor: `sleep 30` failed: ");
        assertThat(logins).hasValue(1);
    }

    @Test
    void manyCallersLogInOnce() throws Exception {
        restart();
        CountDownLatch all = new CountDownLatch(8);
        for (int i = 0; i < 8; i++) {
            Background.threads().execute(() -> {
                lasting.run(Command.of("true"));
                all.countDown();
            });
        }
        assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(logins).hasValue(2);
    }

    @Test
    void aLoginThatFailsIsToldAndTriedAgain() throws IOException {
        mortal.stop();
        Waiting.on("the loss of the session", Duration.ofSeconds(10), Duration.ofMillis(10))
                .untilTrue(() -> !lasting.isOpen());

        assertThatThrownBy(() -> lasting.run(Command.of("true")))
                .isInstanceOf(GuestCommandException.class)
                .hasMessageMatching(
                        "(?s)L1 hypervisor: its SSH session was lost \\(.+\\), and no new one could be opened: .+");

        mortal = new LoopbackSshServer(HOST_KEY, USER_KEY);
        assertThat(lasting.run(Command.shell("echo well")).text()).isEqualTo("well");
    }

    @Test
    void aMachineThatBootedMeanwhileGetsNoNewSession() throws IOException {
        restart();
        mortal.runFirst("cat() { echo another boot; }");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> lasting.run(Command.of("true")))
                    .isInstanceOf(GuestCommandException.class)
                    .hasMessageMatching(
                            "L1 hypervisor: its SSH session was lost \\(.+\\), and the machine has booted since");
        }
        assertThat(logins).hasValue(2);
        assertThat(lines).isEmpty();
    }

    @Test
    void closingItEndsALoginThatHangs() throws Exception {
        restart();
        via.freeze(true);
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Background.threads().execute(() -> {
            try {
                lasting.run(Command.of("true"));
            } catch (GuestCommandException e) {
                failure.complete(e);
            }
        });
        Waiting.on("the second login", Duration.ofSeconds(10), Duration.ofMillis(10))
                .untilTrue(() -> logins.get() == 2);

        lasting.close();

        assertThat(failure.get(5, TimeUnit.SECONDS)).hasMessage("L1 hypervisor: the SSH session is closed");
        assertThatThrownBy(() -> lasting.run(Command.of("true")))
                .hasMessage("L1 hypervisor: the SSH session is closed");
    }
}
