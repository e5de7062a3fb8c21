package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the set-up script does about exact machines: its own functions, with apt and dpkg stood in for. */
class ExactSetupTests {

    @TempDir
    private Path folder;

    private SetupFunctions setup = new SetupFunctions(Path.of("set before each test"));

    @BeforeEach
    void standIns() throws IOException {
        setup = new SetupFunctions(folder);
        apt("exit 0");
        setup.program(
                "dpkg-query", "case \"$*\" in *gcc* | *libc6-dev* | *binutils*) printf installed ;; *) exit 1 ;; esac");
        setup.program("id", "echo 0");
    }

    private void apt(String body) throws IOException {
        setup.program("apt-get", "printf '%%s\\n' \"$*\" >>'%s/calls'\n%s".formatted(folder, body));
    }

    @Test
    void installsWhatIsMissingOfIt() throws Exception {
        assertThat(setup.run("take_exact"))
                .matches(
                        "setup: installed bochs bochs-term bochsbios vgabios isolinux syslinux-common in \\d+ s, for exact machines\n");
        assertThat(setup.calls())
                .contains(
                        "install -y --no-install-recommends bochs bochs-term bochsbios vgabios isolinux syslinux-common");
    }

    @Test
    void whatCannotBeHadIsToldAndStopsNothing() throws Exception {
        apt("echo 'E: Unable to locate package bochs'; exit 100");

        assertThat(setup.run("take_exact"))
                .isEqualTo(
                        "setup: no bochs bochs-term bochsbios vgabios isolinux syslinux-common: E: Unable to locate package bochs;"
                                + " exact machines with Intel's VMX want bochs and its like, and both vendors' a compiler\n");
    }

    @Test
    void whereAllIsThereNothingIsDone() throws Exception {
        setup.program("dpkg-query", "printf installed");

        assertThat(setup.run("take_exact")).isEmpty();
        assertThat(setup.calls()).isEmpty();
    }
}
