package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the set-up script does for a user who is not root: its own functions, with all programs that tell of the machine
 * stood in for.
 */
class RootForSetupTests {

    private static final String INSTALL =
            "command=install only_libs=no wanted=(libvirt0 qemu-utils)\nrunning() { false; }\nrequire_root; echo begun";

    @TempDir
    private Path folder;

    private SetupFunctions setup = new SetupFunctions(Path.of("set before each test"));

    @BeforeEach
    void anOrdinaryUserOnABareMachine() throws IOException {
        setup = new SetupFunctions(folder);
        setup.program("id", "case $1 in -u) echo 1000 ;; *) echo anna ;; esac");
        setup.program("dpkg-query", "exit 1");
        setup.program("stat", "echo kvm:660");
        setup.program("systemctl", "exit 3");
        setup.program("apt-get", "echo \"apt-get $*\" >>'%s/calls'".formatted(folder));
        Files.writeString(folder.resolve("cpuinfo"), "flags\t\t: fpu sse2\n");
        setup.program("sudo", "echo 'sudo: a password is required' >&2; exit 1");
    }

    @Test
    void whoCannotBeRootIsToldWhatTakesItAndWhatToType() throws Exception {
        assertThat(refused(INSTALL)).matches("""
                setup: error: this takes root, and anna is not root
                setup: and sudo does not work without a password here
                setup:   install libvirt0 qemu-utils
                setup:   start virtlogd
                setup:   start libvirtd
                setup: Nothing was changed. Run this as root, then your command again:
                setup:   sudo bash \\S+functions.sh install
                """);
        assertThat(setup.calls()).isEmpty();
    }

    @Test
    void whatTheTestsWantBesidesIsInTheCommand() throws Exception {
        assertThat(refused("NESTLAB_TEST_PACKAGES='chromium chromium-driver'\n" + INSTALL))
                .containsPattern(
                        "setup:   sudo NESTLAB_TEST_PACKAGES=\\S.*chromium-driver bash \\S+functions.sh install\n");
    }

    @Test
    void withSudoThatAsksForNothingTheSetUpBegins() throws Exception {
        setup.program("sudo", "exit 0");

        assertThat(setup.run(INSTALL)).isEqualTo("begun\n");
    }

    @Test
    void whereNothingIsLeftToDoNobodyHasToBeRoot() throws Exception {
        setup.program("dpkg-query", "echo installed");

        assertThat(setup.run("only_libs=yes wanted=(libvirt0)\nrequire_root; echo begun"))
                .isEqualTo("begun\n");
        assertThat(setup.run("only_libs=no wanted=(libvirt0)\nrunning() { true; }\nrequire_root; echo begun"))
                .isEqualTo("begun\n");
    }

    @Test
    void whoMayNotUseLibvirtIsToldWhereLabsWillBeRun() throws Exception {
        setup.program("id", "case $1 in -u) echo 1000 ;; -nG) echo anna sudo ;; *) echo anna ;; esac");
        setup.program("virsh", "exit 1");

        assertThat(refused("NESTLAB_LABS=true\nrequire_libvirt_access; echo begun"))
                .isEqualTo("""
                setup: error: labs are run by libvirt, and anna is neither root nor in the group libvirt
                setup: Nothing was changed. Type this, log in again, then your command again:
                setup:   sudo groupadd --force --system libvirt; sudo usermod -aG libvirt anna
                """);
        assertThat(setup.run("require_libvirt_access; echo begun")).isEqualTo("begun\n");
    }

    @Test
    void whoMayUseLibvirtGoesOn() throws Exception {
        setup.program("virsh", "exit 0");
        assertThat(setup.run("NESTLAB_LABS=true\nrequire_libvirt_access; echo begun"))
                .isEqualTo("begun\n");

        setup.program("virsh", "exit 1");
        setup.program("id", "case $1 in -u) echo 1000 ;; -nG) echo anna libvirt sudo ;; *) echo anna ;; esac");
        assertThat(setup.run("NESTLAB_LABS=true\nrequire_libvirt_access; echo begun"))
                .isEqualTo("begun\n");
    }

    @Test
    void whatALabDoesWithoutIsLeftOutAndTold() throws Exception {
        setup.program("docker", "exit 1");

        assertThat(setup.run("take_newer_emulator; PATH=%s/bin; take_node".formatted(folder)))
                .isEqualTo("setup: note: no Node, and installing it takes root; the report is drawn without Allure\n");
        assertThat(setup.calls()).isEmpty();
    }

    @Test
    void aDockerThatAnswersRootAloneIsNotStartedAgain() throws Exception {
        setup.program("docker", "exit 1");
        setup.program("dockerd", "echo dockerd >>'%s/calls'".formatted(folder));

        assertThat(setup.run("pid_of() { echo 1; }\ntake_docker; start_docker"))
                .isEqualTo(
                        "setup: note: docker runs, and does not answer anna; only labs whose hypervisor is in a container want it. Type: sudo usermod -aG docker anna, and log in again\n");
        assertThat(setup.calls()).isEmpty();
    }

    private String refused(String lines) throws IOException, InterruptedException {
        String said = setup.run("(" + lines + "\n) || echo \"status $?\"");
        assertThat(said).endsWith("status 1\n").doesNotContain("begun");
        return said.substring(0, said.length() - "status 1\n".length());
    }
}
