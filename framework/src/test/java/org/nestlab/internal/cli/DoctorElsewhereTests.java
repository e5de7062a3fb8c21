package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.ssh.LabKeys;
import org.nestlab.internal.ssh.LoopbackSshServer;

/** The doctor at a host behind SSH: a real SSH server, with this machine as the other one. */
class DoctorElsewhereTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final LabKeys hostKey = LabKeys.generate("host");
    private final LabKeys user = LabKeys.generate("user");

    @SuppressWarnings("NullAway.Init") // set before each test
    private LoopbackSshServer server;

    @BeforeEach
    void serve() throws IOException {
        server = new LoopbackSshServer(hostKey, user);
        Files.writeString(folder.resolve("key"), user.privateKeyFile());
        known(hostKey);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void known(LabKeys key) throws IOException {
        Files.writeString(
                folder.resolve("known_hosts"), "[127.0.0.1]:%d %s%n".formatted(server.port(), key.publicKeyLine()));
    }

    private String uri(int port) {
        return "qemu+ssh://root@127.0.0.1:%d/system?keyfile=%s&known_hosts=%s"
                .formatted(port, folder.resolve("key"), folder.resolve("known_hosts"));
    }

    private JsonNode doctor(int port) throws IOException {
        InProcess.Outcome outcome = InProcess.run("doctor", "--json", "--connect", uri(port));
        JsonNode report = new ObjectMapper().readTree(outcome.printed());
        assertThat(outcome.exitStatus()).isEqualTo(report.get("ready").asBoolean() ? 0 : 1);
        return report;
    }

    private static JsonNode check(JsonNode report, String id) {
        for (JsonNode check : report.get("checks")) {
            if (check.get("id").asText().equals(id)) {
                return check;
            }
        }
        throw new AssertionError("no check " + id + " in " + report);
    }

    @Test
    void looksAtThatHostAsALabDoes() throws IOException {
        JsonNode report = doctor(server.port());

        assertThat(server.logins()).isEqualTo(1);
        assertThat(check(report, "system").get("observed").asText())
                .contains("Linux " + System.getProperty("os.version"));
        assertThat(check(report, "disk").get("observed").asText())
                .as("the folder of labs on a host elsewhere")
                .endsWith("GiB free in /var/lib/nestlab/labs");
        assertThat(check(report, "docker").get("observed").asText()).startsWith("not asked for");
        JsonNode connection = check(report, "connection");
        if (connection.get("state").asText().equals("ok")) {
            assertThat(connection.get("observed").asText()).startsWith(uri(server.port()) + ": QEMU ");
        } else {
            assertThat(connection.get("remedy").asText()).startsWith("on that host: nestlab setup");
        }
    }

    @Test
    void aHostThatDoesNotListenIsToldWithWhatToDo() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        JsonNode report = doctor(free);

        assertThat(report.get("ready").asBoolean()).isFalse();
        assertThat(report.get("tier").isNull()).isTrue();
        assertThat(report.get("reason").asText()).isEqualTo("the host cannot be reached");
        assertThat(check(report, "host").get("observed").asText())
                .contains("no TCP connection to 127.0.0.1 port " + free);
        assertThat(check(report, "host").get("remedy").asText())
                .isEqualTo(
                        "make `ssh` log in to that host with a key and without a question, or name another host in nestlab.connect, which is "
                                + uri(free));
        assertThat(check(report, "java").get("state").asText())
                .as("what is known of this machine")
                .isEqualTo("ok");
    }

    @Test
    void aHostWithAnotherKeyIsNotLoggedInTo() throws IOException {
        known(LabKeys.generate("another"));

        JsonNode report = doctor(server.port());

        assertThat(check(report, "host").get("observed").asText())
                .contains("refused the host key of root@127.0.0.1:", "holds another one");
        assertThat(server.logins()).isZero();
    }

    @Test
    void aKeyThatIsNotTakenIsTold() throws IOException {
        Files.writeString(folder.resolve("key"), LabKeys.generate("stranger").privateKeyFile());

        assertThat(check(doctor(server.port()), "host").get("observed").asText())
                .contains("no SSH login as root@127.0.0.1:", "the key was refused");
    }

    @Test
    void aHostThatClosesEveryChannelIsTold() throws IOException {
        server.close();
        server = new LoopbackSshServer(hostKey, user, false);
        known(hostKey);

        assertThat(check(doctor(server.port()), "host").get("observed").asText())
                .contains("L0 host: ", "the SSH server opens no more channels");
    }
}
