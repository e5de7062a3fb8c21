package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which QEMU the set-up script takes: its own functions, with apt and dpkg's database stood in for. */
class NewerEmulatorTests {

    private static final String OLD = "1:7.2+dfsg-7+deb12u18";

    private static final String NEW = "1:10.0.2+ds-2~bpo12+1";

    private static final String BOOKWORM = "'http://mirror.example/debian/dists/bookworm/InRelease' x 0\\n"
            + "'http://mirror.example/security/dists/bookworm-security/InRelease' x 0\\n";

    private static final String BACKPORTS = "'http://mirror.example/debian/dists/bookworm-backports/InRelease' x 0\\n";

    @TempDir
    private Path folder;

    private SetupFunctions setup = new SetupFunctions(Path.of("set before each test"));

    @BeforeEach
    void standIns() throws IOException {
        setup = new SetupFunctions(folder);
        setup.program("dpkg-query", "cat '%s/version'".formatted(folder));
        setup.program("sudo", "shift 2; exec \"$@\"");
        cpu("fpu sse2");
        apt(BOOKWORM, "echo '%s' >'%s/version'".formatted(NEW, folder));
    }

    @Test
    void anOlderOneGivesWayToThatOfTheBackports() throws Exception {
        installed(OLD);

        assertThat(run())
                .contains("installed QEMU " + NEW + " from bookworm-backports")
                .doesNotContain("warning");
        assertThat(setup.calls()).contains("install -y --no-install-recommends -t bookworm-backports qemu-system-x86");
        assertThat(folder.resolve("sources"))
                .content()
                .contains("deb http://mirror.example/debian bookworm-backports main");
    }

    @Test
    void whereThereIsNoneTheBackportsGiveTheFirst() throws Exception {
        setup.program("dpkg-query", "cat '%s/version' 2>/dev/null".formatted(folder));

        assertThat(run()).contains("installed QEMU " + NEW);
    }

    @Test
    void backportsThatAreASourceAlreadyAreNotNamedTwice() throws Exception {
        installed(OLD);
        apt(BOOKWORM + BACKPORTS, "echo '%s' >'%s/version'".formatted(NEW, folder));

        assertThat(run()).contains("installed QEMU " + NEW);
        assertThat(folder.resolve("sources")).content().doesNotContain("mirror.example");
    }

    @Test
    void oneThatDoesNotHangStays() throws Exception {
        installed("1:8.1.0+ds-1");

        assertThat(run()).isEmpty();
        assertThat(setup.calls()).isEmpty();
    }

    @Test
    void onACpuThatVirtualizesEveryQemuStays() throws Exception {
        installed(OLD);
        cpu("fpu sse2 svm");

        assertThat(run()).isEmpty();
        assertThat(setup.calls()).isEmpty();
    }

    @Test
    void anotherDebianIsLeftAsItIsAndWarned() throws Exception {
        installed(OLD);
        apt("'http://mirror.example/ubuntu/dists/jammy/InRelease' x 0\\n", "exit 1");

        assertThat(run()).contains("warning: an emulated L1 may hang under this QEMU");
        assertThat(setup.calls()).doesNotContain("install");
    }

    @Test
    void backportsThatCannotBeReachedAreToldAndWarnedOf() throws Exception {
        installed(OLD);
        apt(BOOKWORM, "echo 'E: no such suite'; exit 100");

        assertThat(run())
                .contains("bookworm-backports gave no QEMU: E: no such suite")
                .contains("warning: an emulated L1 may hang under this QEMU");
    }

    private void installed(String version) throws IOException {
        Files.writeString(folder.resolve("version"), version);
    }

    private void cpu(String flags) throws IOException {
        Files.writeString(folder.resolve("cpuinfo"), "flags\t\t: " + flags + "\n");
    }

    /** An apt-get that tells of these sources, keeps the list of sources it was given, and does this to install. */
    private void apt(String uris, String install) throws IOException {
        setup.program("apt-get", """
                printf '%%s\\n' "$*" >>'%1$s/calls'
                for word; do case $word in Dir::Etc::sourcelist=*) cp "${word#*=}" '%1$s/sources' ;; esac; done
                case " $* " in
                  *" --print-uris "*) printf "%2$s" ;;
                  *" install "*) %3$s ;;
                esac
                """.formatted(folder, uris, install));
    }

    /** Takes the emulator as {@code setup.sh install} does, and nothing else of it. */
    private String run() throws IOException, InterruptedException {
        return setup.run("take_newer_emulator\nwarn_of_emulator");
    }
}
