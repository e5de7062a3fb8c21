package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the set-up script does about Docker: its own functions, with apt, docker and dockerd stood in for. */
class DockerSetupTests {

    @TempDir
    private Path folder;

    private SetupFunctions setup = new SetupFunctions(Path.of("set before each test"));

    @BeforeEach
    void standIns() throws IOException {
        setup = new SetupFunctions(folder);
        apt("exit 0");
        silent();
    }

    @Test
    void aDockerThatRunsIsUsedAsItIs() throws Exception {
        setup.program("docker", "echo 'Server: 28.2'");

        assertThat(run("take_docker\nstart_docker\nstop"))
                .isEqualTo("setup: docker runs already\nsetup: nothing was started by this script\n");
        assertThat(setup.calls()).isEmpty();
    }

    @Test
    void oneThatIsMissingIsInstalledAlsoWhereThereIsAClient() throws Exception {
        assertThat(run("take_docker")).startsWith("setup: installed docker.io in ");
        assertThat(setup.calls()).contains("install -y --no-install-recommends docker.io");
    }

    @Test
    void aDaemonThatIsInstalledAndDoesNotRunIsNotInstalledAgain() throws Exception {
        setup.program("dockerd", "exit 0");

        assertThat(run("take_docker")).isEmpty();
        assertThat(setup.calls()).isEmpty();
    }

    @Test
    void oneThatCannotBeHadIsToldAndStopsNothing() throws Exception {
        apt("echo 'E: Unable to locate package docker.io'; exit 100");

        assertThat(run("take_docker\nstart_docker"))
                .isEqualTo(
                        "setup: no Docker: E: Unable to locate package docker.io; hypervisors in containers are not to be had\n");
    }

    @Test
    void whatItStartsChangesNoRuleOfTheFirewallAndIsWhatItStops() throws Exception {
        setup.program("dockerd", """
                printf '%%s\\n' "$*" >>'%1$s/calls'
                echo $$ >'%1$s/pid'
                exec sleep 60
                """.formatted(folder));
        setup.program("docker", "[ -s '%s/pid' ]".formatted(folder));

        assertThat(run("start_docker\nstart_docker\nstop"))
                .matches(
                        "setup: docker started, process (\\d+)\nsetup: docker runs already\nsetup: dockerd stopped, process \\1\n");
        assertThat(setup.calls()).isEqualTo("--iptables=false --ip6tables=false\n");
        assertThat(ProcessHandle.of(
                        Long.parseLong(Files.readString(folder.resolve("pid")).strip())))
                .isEmpty();
    }

    @Test
    void oneThatDoesNotComeUpIsToldWithWhatItSaidLast() throws Exception {
        setup.program("dockerd", "echo 'failed to start daemon: no rights'; exit 1");

        assertThat(run("""
                        SECONDS=100000
                        # its time is over once it has said something
                        sleep() { [ ! -s "$STATE/dockerd.log" ] || SECONDS=200000; }
                        start_docker
                        stop""")).isEqualTo("""
                        setup: docker did not come up in 30 s: failed to start daemon: no rights; hypervisors in containers are not to be had
                        setup: nothing was started by this script
                        """);
    }

    /** A client that reaches no daemon. */
    private void silent() throws IOException {
        setup.program("docker", "echo 'Cannot connect to the Docker daemon' >&2; exit 1");
    }

    private void apt(String install) throws IOException {
        setup.program("apt-get", """
                printf '%%s\\n' "$*" >>'%s/calls'
                case " $* " in *" install "*) %s ;; esac
                """.formatted(folder, install));
    }

    /** As root, on a machine without a service manager whose only dockerd is one that is stood in. */
    private String run(String lines) throws IOException, InterruptedException {
        return setup.run("""
                as_root() { "$@"; }
                has_service_manager() { false; }
                dockerd_here() { ls '%1$s/bin/dockerd' 2>/dev/null; }
                pid_of() { cat '%1$s/pid' 2>/dev/null; }
                """.formatted(folder) + lines);
    }
}
