package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nestlab.fake.FakeHost;

class DoctorRunnerTests {

    private final FakeHost here = new FakeHost();

    @Test
    void programsThatAnswerAreThereInTheirVersions() {
        // What Debian 12's bochs prints.
        here.answers
                .on("node --version", "v20.20.2\n")
                .on("docker version", "20.10.24+dfsg1\n")
                .on("bochs --help", """
                        ========================================================================
                                                Bochs x86 Emulator 2.7
                                      Built from SVN snapshot on August  1, 2021
                        ========================================================================
                        """);

        DoctorRunner runner = DoctorRunner.of(here::run);

        assertThat(runner.node()).hasValue("v20.20.2");
        assertThat(runner.docker()).hasValue("20.10.24+dfsg1");
        assertThat(runner.bochs()).hasValue("Bochs 2.7");
    }

    /** The client without its daemon prints an empty line for the server, and why. */
    @Test
    void aDockerWithoutItsDaemonIsNone() {
        here.answers
                .failOn("node --version", 127, "node: not found")
                .failOn("docker version", 1, "Cannot connect to the Docker daemon")
                .failOn("bochs --help", 127, "bochs: not found");

        assertThat(DoctorRunner.of(here::run).docker()).isEmpty();
        assertThat(DoctorRunner.of(here::run).node()).isEmpty();
        assertThat(DoctorRunner.of(here::run).bochs()).isEmpty();
    }
}
