package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.shell.Shell;

class LabUserTests {

    private static final LabUser ANNA = new LabUser(1000, 1000);
    private static final LabUser ROOT = new LabUser(0, 0);

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final Shell host = new LocalShell("L0 host");

    @Test
    void isWhoeverRunsThis() throws IOException {
        Path own = Files.createFile(folder.resolve("own"));

        assertThat(LabUser.on(host).uid()).isEqualTo(((Integer) Files.getAttribute(own, "unix:uid")).longValue());
        assertThat(LabUser.on(host).isRoot()).isEqualTo("root".equals(System.getProperty("user.name")));
    }

    @Test
    void aConsoleIsReadByNobodyElse() throws IOException {
        Path console = folder.resolve("console.log");

        ANNA.ownConsole(console.toString(), host);

        assertThat(console).isEmptyFile();
        assertThat(Files.getPosixFilePermissions(console)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void theFolderOfALabsFolderIsMadeBeforeLibvirtMakesIt() {
        ANNA.ownParentOf(folder + "/state/labs/0badcafe", host);

        assertThat(folder.resolve("state/labs")).isEmptyDirectory();
    }

    @Test
    void forRootLibvirtMakesThem() {
        ROOT.ownConsole(folder + "/console.log", host);
        ROOT.ownParentOf(folder + "/labs/0badcafe", host);

        assertThat(folder).isEmptyDirectory();
    }
}
