package org.nestlab.internal.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.GuestCommandException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.shell.LocalFiles;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Command;

@Timeout(30)
class SshLoginTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final LabKeys HOST_KEY = LabKeys.generate("host");
    private static final LabKeys USER_KEY = LabKeys.generate("user");

    private static LoopbackSshServer server;

    private final Shell local = new LocalShell("L0 host");

    @BeforeAll
    static void startServer() {
        server = new LoopbackSshServer(HOST_KEY, USER_KEY);
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    private static SshTarget target(String label, int port, SshIdentity identity, HostKeyCheck check) {
        return new SshTarget(label, "127.0.0.1", port, "root", identity, check);
    }

    private static SshTarget target(HostKeyCheck check) {
        return target("L1 hypervisor", server.port(), new SshIdentity.Lab(USER_KEY), check);
    }

    private static HostKeyCheck exactly(LabKeys keys) {
        return new HostKeyCheck.Exactly(keys.publicKeyLine());
    }

    @Test
    void theNextLevelIsReachedThroughThisOne() throws IOException {
        LabKeys nestedHostKey = LabKeys.generate("nested");
        try (LoopbackSshServer nestedServer = new LoopbackSshServer(nestedHostKey, USER_KEY);
                SshShell l1 = SshShell.open(target(exactly(HOST_KEY)), local, TIMEOUT)) {
            SshTarget nested =
                    target("L2 nested", nestedServer.port(), new SshIdentity.Lab(USER_KEY), exactly(nestedHostKey));
            try (SshShell l2 = SshShell.open(nested, l1, TIMEOUT)) {
                assertThat(l2.run(Command.shell("echo nested")).orThrow().text())
                        .isEqualTo("nested");
                assertThat(l2.run(Command.shell("head -c 6000000 /dev/zero | tr '\\0' x"))
                                .stdout())
                        .hasSize(Command.DEFAULT_OUTPUT_LIMIT);
            }
            assertThat(l1.run(Command.shell("echo still here")).text()).isEqualTo("still here");
        }
    }

    @Test
    void anotherHostKeyIsRefusedForGood() {
        LabKeys other = LabKeys.generate("other");

        assertThatThrownBy(() -> SshShell.open(target(exactly(other)), local, TIMEOUT))
                .isInstanceOf(ProvisioningException.class)
                .hasMessage(("L1 hypervisor: refused the host key of root@127.0.0.1:%d: expected %s, seen %s; another"
                                + " machine answers at this address, or the key in its image was changed after the lab"
                                + " made it")
                        .formatted(server.port(), fingerprint(other), fingerprint(HOST_KEY)));
    }

    @Test
    void anotherHostKeyIsRefusedAtTheNextLevelToo() throws IOException {
        LabKeys other = LabKeys.generate("other");
        try (LoopbackSshServer nestedServer = new LoopbackSshServer(other, USER_KEY);
                SshShell l1 = SshShell.open(target(exactly(HOST_KEY)), local, TIMEOUT)) {
            SshTarget nested =
                    target("L2 nested", nestedServer.port(), new SshIdentity.Lab(USER_KEY), exactly(HOST_KEY));

            assertThatThrownBy(() -> SshShell.open(nested, l1, TIMEOUT))
                    .isInstanceOf(ProvisioningException.class)
                    .hasMessageStartingWith("L2 nested: refused the host key of root@127.0.0.1:%d: expected %s, seen %s"
                            .formatted(nestedServer.port(), fingerprint(HOST_KEY), fingerprint(other)));
            assertThat(l1.run(Command.shell("echo still here")).text()).isEqualTo("still here");
        }
    }

    @Test
    void aKeyThatNobodyToldIsKeptFromTheFirstLoginOn() throws IOException {
        LabKeys other = LabKeys.generate("other");
        HostKeyCheck first = new HostKeyCheck.FirstSeen();
        SshShell.open(target(first), local, TIMEOUT).close();
        SshShell.open(target(first), local, TIMEOUT).close();
        try (LoopbackSshServer changed = new LoopbackSshServer(other, USER_KEY)) {
            SshTarget again = target("L1 hypervisor", changed.port(), new SshIdentity.Lab(USER_KEY), first);

            assertThatThrownBy(() -> SshShell.open(again, local, TIMEOUT))
                    .isInstanceOf(ProvisioningException.class)
                    .hasMessage(
                            "L1 hypervisor: refused the host key of root@127.0.0.1:%d: %s at the first login, %s now; another machine answers at this address",
                            changed.port(), fingerprint(HOST_KEY), fingerprint(other));
        }
    }

    @Test
    void aKnownHostWithAnotherKeyIsRefused(@TempDir Path folder) throws IOException {
        Path known = Files.writeString(
                folder.resolve("known_hosts"),
                "[127.0.0.1]:%d %s%n"
                        .formatted(server.port(), LabKeys.generate("other").publicKeyLine()));

        assertThatThrownBy(() -> SshShell.open(target(new HostKeyCheck.KnownHosts(known)), local, TIMEOUT))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("%s holds another one, seen %s".formatted(known, fingerprint(HOST_KEY)));
    }

    @Test
    void aKnownHostIsAccepted(@TempDir Path folder) throws IOException {
        Path known = Files.writeString(
                folder.resolve("known_hosts"),
                "[127.0.0.1]:%d %s%n".formatted(server.port(), HOST_KEY.publicKeyLine()));

        try (SshShell shell = SshShell.open(target(new HostKeyCheck.KnownHosts(known)), local, TIMEOUT)) {
            assertThat(shell.run(Command.shell("echo in")).text()).isEqualTo("in");
        }
    }

    @Test
    void anUnknownHostIsRefusedWithTheRemedy(@TempDir Path folder) throws IOException {
        Path known = Files.writeString(folder.resolve("known_hosts"), "");

        assertThatThrownBy(() -> SshShell.open(target(new HostKeyCheck.KnownHosts(known)), local, TIMEOUT))
                .isInstanceOf(ProvisioningException.class)
                .hasMessage(("L1 hypervisor: refused the host key of root@127.0.0.1:%1$d: %2$s holds none for it,"
                                + " seen %3$s; if it is right, add it: ssh-keyscan -p %1$d 127.0.0.1 >> %2$s")
                        .formatted(server.port(), known, fingerprint(HOST_KEY)));
    }

    @Test
    void aKeyFileLogsIn(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("id");
        LocalFiles.write(USER_KEY.privateKeyFile().getBytes(java.nio.charset.StandardCharsets.UTF_8), file, 0600);
        SshTarget target =
                target("L1 hypervisor", server.port(), new SshIdentity.KeyFile(file), new HostKeyCheck.FirstSeen());

        try (SshShell shell = SshShell.open(target, local, TIMEOUT)) {
            assertThat(shell.run(Command.shell("echo in")).text()).isEqualTo("in");
        }
    }

    @Test
    void aKeyThatTheMachineDoesNotKnowIsRefusedForNow() {
        SshTarget target = target(
                "L1 hypervisor", server.port(), new SshIdentity.Lab(LabKeys.generate("stranger")), exactly(HOST_KEY));

        assertThatThrownBy(() -> SshShell.open(target, local, TIMEOUT))
                .isInstanceOf(GuestCommandException.class)
                .hasMessageMatching(
                        "L1 hypervisor: no SSH login as root@127[.]0[.]0[.]1:%d over L0 host: the key was refused [(].+[)]"
                                .formatted(server.port()));
    }

    @Test
    void aMachineThatAcceptsButSaysNothingIsGivenUpAtTheDeadline() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SshTarget target =
                    target("L2 nested", silent.getLocalPort(), new SshIdentity.Lab(USER_KEY), exactly(HOST_KEY));

            assertThatThrownBy(() -> SshShell.open(target, local, Duration.ofMillis(300)))
                    .isInstanceOf(GuestCommandException.class)
                    .hasMessageMatching("L2 nested: no SSH login as root@127.0.0.1:\\d+ over L0 host:"
                            + " no answer within \\d+ ms");
        }
    }

    @Test
    void aClosedPortIsToldByTheMachineThatTriedIt() throws IOException {
        int closed;
        try (ServerSocket briefly = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = briefly.getLocalPort();
        }
        try (SshShell l1 = SshShell.open(target(exactly(HOST_KEY)), local, TIMEOUT)) {
            assertThatThrownBy(() -> l1.connect("127.0.0.1", closed, TIMEOUT))
                    .isInstanceOf(GuestCommandException.class)
                    .hasMessageStartingWith("L1 hypervisor: no TCP connection to 127.0.0.1 port " + closed + ": ");
        }
        assertThatThrownBy(() -> local.connect("127.0.0.1", closed, TIMEOUT))
                .isInstanceOf(GuestCommandException.class)
                .hasMessageMatching("L0 host: no TCP connection to 127[.]0[.]0[.]1 port " + closed + ": .+");
    }

    private static String fingerprint(LabKeys keys) {
        return HostKeyVerification.fingerprint(keys.publicKeyLine());
    }
}
