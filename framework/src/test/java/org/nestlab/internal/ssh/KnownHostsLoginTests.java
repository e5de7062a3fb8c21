package org.nestlab.internal.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.shell.LocalFiles;
import org.nestlab.internal.shell.LocalShell;

/** Whom a login trusts by a known_hosts file, and that OpenSSH's own client trusts the same. */
@Timeout(60)
class KnownHostsLoginTests {

    private static final LabKeys HOST_KEY = LabKeys.generate("host");
    private static final LabKeys OTHER_KEY = LabKeys.generate("other");
    private static final LabKeys USER_KEY = LabKeys.generate("user");
    private static final Path CLIENT = Path.of("/usr/bin/ssh");

    private static LoopbackSshServer server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startServer() {
        server = new LoopbackSshServer(HOST_KEY, USER_KEY);
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | HOST KEY",
                "true  | 127.0.0.1 KEY",
                "true  | @revoked HOST OTHER / HOST KEY",
                "true  | ![127.0.0.2]:PORT,[127.0.0.*]:PORT KEY",
                "false | HOST OTHER",
                "false | HOST KEY / @revoked HOST KEY",
                "false | @revoked HOST KEY / HOST KEY",
                "false | HOST KEY / @revoked * KEY",
                "false | [127.0.0.*]:PORT,!HOST KEY",
                "false | !HOST,[127.0.0.*]:PORT KEY",
                "false | !HOST KEY",
                "false | @cert-authority HOST KEY",
            })
    void aLoginTrustsWhomOpensshTrusts(boolean trusted, String lines) throws IOException, InterruptedException {
        Path known = Files.writeString(folder.resolve("known_hosts"), knownHosts(lines));

        SshTarget target = new SshTarget(
                "L0",
                "127.0.0.1",
                server.port(),
                "root",
                new SshIdentity.Lab(USER_KEY),
                new HostKeyCheck.KnownHosts(known));
        LocalShell local = new LocalShell("L0 host");
        if (trusted) {
            SshShell.open(target, local, Duration.ofSeconds(30)).close();
        } else {
            assertThatThrownBy(() -> SshShell.open(target, local, Duration.ofSeconds(30)))
                    .isInstanceOf(ProvisioningException.class)
                    .hasMessageStartingWith("L0: refused the host key of root@127.0.0.1:" + server.port());
        }

        assumeTrue(Files.isExecutable(CLIENT), CLIENT + " is not installed");
        assertThat(opensshLogsIn(known)).isEqualTo(trusted);
    }

    private static String knownHosts(String lines) {
        return lines.replace(" / ", "\n")
                        .replace("HOST", "[127.0.0.1]:PORT")
                        .replace("PORT", "" + server.port())
                        .replace("KEY", key(HOST_KEY))
                        .replace("OTHER", key(OTHER_KEY))
                + "\n";
    }

    private static String key(LabKeys keys) {
        return new HostKeyCheck.Exactly(keys.publicKeyLine()).key();
    }

    private boolean opensshLogsIn(Path known) throws IOException, InterruptedException {
        Path identity = folder.resolve("id");
        LocalFiles.write(USER_KEY.privateKeyFile().getBytes(StandardCharsets.UTF_8), identity, 0600);
        Process client = new ProcessBuilder(
                        CLIENT.toString(),
                        "-F",
                        "/dev/null",
                        "-o",
                        "StrictHostKeyChecking=yes",
                        "-o",
                        "BatchMode=yes",
                        "-o",
                        "IdentitiesOnly=yes",
                        "-o",
                        "GlobalKnownHostsFile=/dev/null",
                        "-o",
                        "UserKnownHostsFile=" + known,
                        "-i",
                        identity.toString(),
                        "-p",
                        "" + server.port(),
                        "root@127.0.0.1",
                        "true")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try {
            assertThat(client.waitFor(30, TimeUnit.SECONDS)).as("ssh ends").isTrue();
        } finally {
            client.destroyForcibly();
        }
        // 255 is a failure of ssh itself, with its reason
        assertThat(client.exitValue())
                .as(Files.readString(folder.resolve("out")))
                .isIn(0, 255);
        return client.exitValue() == 0;
    }
}
