package org.nestlab.internal.ssh;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.nestlab.internal.shell.Shell;

/** A session of its own for each test, to a server in this JVM. */
abstract class OnLoopbackSsh {

    static final Duration TIMEOUT = Duration.ofSeconds(30);
    static final LabKeys HOST_KEY = LabKeys.generate("host");

    static final LabKeys USER_KEY = LabKeys.generate("user");

    static LoopbackSshServer server;

    final FreezableShell via = new FreezableShell();

    Shell shell;

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

    static SshTarget target(int port) {
        return new SshTarget(
                "L1 hypervisor",
                "127.0.0.1",
                port,
                "root",
                new SshIdentity.Lab(USER_KEY),
                new HostKeyCheck.Exactly(HOST_KEY.publicKeyLine()));
    }
}
