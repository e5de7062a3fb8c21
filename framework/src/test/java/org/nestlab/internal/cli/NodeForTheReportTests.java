package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the set-up script installs Node: with no program to be found but stand-ins and what the script itself uses. */
class NodeForTheReportTests {

    @TempDir
    private Path folder;

    private SetupFunctions setup = new SetupFunctions(Path.of("set before each test"));

    @BeforeEach
    void standIns() throws IOException {
        setup = new SetupFunctions(folder);
        for (String used : new String[] {"id", "env", "mktemp", "rm", "tail", "sh"}) {
            setup.program(used, "");
            Path own = folder.resolve("bin").resolve(used);
            Files.delete(own);
            Files.createSymbolicLink(own, whereIs(used));
        }
        setup.program("sudo", "shift 2; exec \"$@\"");
    }

    @Test
    void itIsInstalledWhereItIsMissing() throws Exception {
        apt("exit 0");

        assertThat(run()).startsWith("setup: installed nodejs npm in ");
        assertThat(setup.calls()).contains("install -y --no-install-recommends nodejs npm");
    }

    @Test
    void aNodeWithoutNpmDoesNotDo() throws Exception {
        apt("exit 0");
        setup.program("node", "echo v18.20.4");

        assertThat(run()).startsWith("setup: installed nodejs npm in ");
    }

    @Test
    void oneThatIsThereStays() throws Exception {
        apt("exit 0");
        setup.program("node", "echo v20.0.0");
        setup.program("npm", "echo 10");

        assertThat(run()).isEmpty();
        assertThat(setup.calls()).isEmpty();
    }

    @Test
    void whereItCannotBeHadTheSetUpGoesOn() throws Exception {
        apt("echo 'E: Unable to locate package nodejs'; exit 100");

        assertThat(run())
                .isEqualTo("setup: no Node: E: Unable to locate package nodejs; the report is drawn without Allure\n");
    }

    private void apt(String install) throws IOException {
        setup.program(
                "apt-get",
                "echo \"$*\" >>'%s/calls'%ncase \" $* \" in *\" install \"*) %s ;; esac".formatted(folder, install));
    }

    private String run() throws IOException, InterruptedException {
        return setup.run("take_node", folder.resolve("bin").toString());
    }

    private static Path whereIs(String program) {
        return Path.of("/usr/bin", program).toFile().exists() ? Path.of("/usr/bin", program) : Path.of("/bin", program);
    }
}
