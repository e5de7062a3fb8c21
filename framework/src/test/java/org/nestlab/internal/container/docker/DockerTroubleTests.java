package org.nestlab.internal.container.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.nestlab.internal.container.docker.DockerTrouble.Sight;

class DockerTroubleTests {

    private static final String PLACE = "unix:///var/run/docker.sock";

    private final Exception failure = new IllegalStateException(
            "Could not find a valid Docker environment", new IOException("Connection refused\nat somewhere"));

    @Test
    void noDocker() {
        assertThat(DockerTrouble.explain(PLACE, Sight.MISSING, failure))
                .hasMessage(
                        "L0 host: a hypervisor in a container needs Docker, and no Docker answers at unix:///var/run/docker.sock: there is no such socket. Install and start it: mvn verify -Psetup, or nestlab setup; where it is elsewhere, set DOCKER_HOST")
                .hasCause(failure);
    }

    @Test
    void noRights() {
        assertThat(DockerTrouble.explain(PLACE, Sight.FORBIDDEN, failure))
                .hasMessage(
                        "L0 host: a hypervisor in a container needs Docker, and no Docker answers at unix:///var/run/docker.sock: this user may not use it. Run as root, or join its group: sudo usermod -aG docker $USER, then log in again");
    }

    @Test
    void aSocketWithNobodyBehind() {
        assertThat(DockerTrouble.explain(PLACE, Sight.SILENT, failure))
                .hasMessage(
                        "L0 host: a hypervisor in a container needs Docker, and no Docker answers at unix:///var/run/docker.sock: Connection refused. Does `docker version` name a server? nestlab setup starts one");
    }

    @Test
    void anExceptionWithoutWordsIsNamed() {
        assertThat(DockerTrouble.root(new RuntimeException("outer", new NullPointerException())))
                .isEqualTo("null");
        assertThat(DockerTrouble.root(new RuntimeException(""))).isEqualTo("RuntimeException");
    }
}
