package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the set-up script stops the daemons that it started, and what it says of one that hangs. */
class SetupDaemonsTests {

    /** The script looks 150 times whether a daemon has ended; here it looks twice. */
    private static final String LOOK_TWICE = "seq() { echo 1 2; }\n";

    @TempDir
    private Path folder;

    private SetupFunctions setup = new SetupFunctions(Path.of("set before each test"));

    private final List<Process> daemons = new ArrayList<>();

    @BeforeEach
    void standIns() throws IOException {
        setup = new SetupFunctions(folder);
        setup.program("sudo", "shift 2; exec \"$@\"");
    }

    @AfterEach
    void end() {
        daemons.forEach(Process::destroyForcibly);
    }

    @Test
    void aDaemonThatEndsIsStopped() throws Exception {
        Process daemon = daemon("exec sleep 300");
        started(daemon, "libvirtd");

        assertThat(setup.run("stop")).isEqualTo("setup: libvirtd stopped, process %d\n".formatted(daemon.pid()));
        assertThat(daemon.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("state/started-services")).doesNotExist();
    }

    @Test
    void aDaemonThatHangsIsKilled() throws Exception {
        Process daemon = daemon("trap '' TERM; echo ready; while :; do sleep 0.2; done");
        assertThat(daemon.inputReader().readLine()).isEqualTo("ready");
        started(daemon, "libvirtd");

        assertThat(setup.run(LOOK_TWICE + "stop"))
                .isEqualTo("setup: libvirtd killed, process %d: it did not end in 15 s\n".formatted(daemon.pid()));
        assertThat(daemon.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void dockerIsGivenTheTimeThatItsContainersTake() throws Exception {
        Process daemon = daemon("trap '' TERM; echo ready; while :; do sleep 0.2; done");
        assertThat(daemon.inputReader().readLine()).isEqualTo("ready");
        started(daemon, "dockerd");

        setup.run(LOOK_TWICE + "stop");

        assertThat(daemon.isAlive()).isTrue();
    }

    @Test
    void anotherProcessWithTheSameNumberIsLeftAlone() throws Exception {
        Process stranger = daemon("exec sleep 300");
        line("process %d 1 libvirtd".formatted(stranger.pid()));

        assertThat(setup.run("stop"))
                .isEqualTo("setup: libvirtd, process %d, is gone already\n".formatted(stranger.pid()));
        assertThat(stranger.isAlive()).isTrue();
    }

    @Test
    void aDaemonThatRunsWithoutItsSocketIsNamed() throws Exception {
        String running = """
                has_service_manager() { false; }
                running() { true; }
                daemon_pid() { echo 4711; }
                (start_daemon nestlab-no-such-daemon) || echo "status $?"
                """;

        assertThat(setup.run(running)).isEqualTo("""
                        setup: error: nestlab-no-such-daemon, process 4711, runs and does not listen on \
                        /run/libvirt/nestlab-no-such-daemon-sock: it hangs, or is about to end. \
                        End it as root (kill -9), and run this again
                        status 1
                        """);
    }

    private Process daemon(String body) throws IOException {
        Process daemon = new ProcessBuilder("/bin/bash", "-c", body).start();
        daemons.add(daemon);
        return daemon;
    }

    /** What the script notes of a daemon that it started. */
    private void started(Process daemon, String name) throws IOException, InterruptedException {
        String time = setup.run("start_time %d".formatted(daemon.pid())).strip();
        line("process %d %s %s".formatted(daemon.pid(), time, name));
    }

    private void line(String line) throws IOException {
        Path state = Files.createDirectories(folder.resolve("state"));
        Files.writeString(state.resolve("started-services"), line + "\n");
    }
}
