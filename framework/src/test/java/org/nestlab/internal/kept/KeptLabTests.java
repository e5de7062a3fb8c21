package org.nestlab.internal.kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.engine.PaperLab;
import org.nestlab.internal.journal.Entry;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.KeptFile;
import org.nestlab.internal.journal.LabRecord;
import org.nestlab.internal.journal.StateFolder;

/** What is written down of a lab that is left up, and who may read it. */
class KeptLabTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @SuppressWarnings("NullAway.Init") // set before each test
    private PaperLab lab;

    @BeforeEach
    void up() {
        lab = new PaperLab(folder);
    }

    @AfterEach
    void down() {
        lab.close();
    }

    private Path output(String name) {
        return lab.running.context().output().resolve(name);
    }

    @Test
    void theKeyIsItsOwnersAloneAndInNoOtherFile() throws IOException {
        KeptLab.explain(lab.running, "kept as nestlab.keep asks");

        Path key = output(KeptFile.KEY);
        assertThat(Files.getPosixFilePermissions(key)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(key).content().startsWith("-----BEGIN OPENSSH PRIVATE KEY-----\n");
        // The one line of five that is of the private part alone.
        String secret = Files.readAllLines(key).get(4);
        for (String name : List.of(KeptFile.NAME, SshConfigText.NAME, SshConfigText.KNOWN_HOSTS)) {
            assertThat(output(name)).content().doesNotContain("PRIVATE KEY", secret);
        }
        assertThat(journal()).noneMatch(entry -> entry.toString().contains(secret));
    }

    @Test
    void whatLiesWhereTheKeyIsToBeIsNotWrittenTo() throws IOException {
        Path open = Files.writeString(folder.resolve("open to all"), "before");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.createSymbolicLink(output(KeptFile.KEY), open);

        KeptLab.explain(lab.running, "kept as nestlab.keep asks");

        assertThat(open).content().isEqualTo("before");
        assertThat(Files.isSymbolicLink(output(KeptFile.KEY))).isFalse();
        assertThat(Files.getPosixFilePermissions(output(KeptFile.KEY)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void everyLevelHasItsHostKeyAndALineThatEntersIt() {
        KeptLab.explain(lab.running, "kept as nestlab.keep asks");

        assertThat(output(SshConfigText.KNOWN_HOSTS))
                .content()
                .contains(lab.l1.access().hostKey().publicKeyLine())
                .contains(lab.l2.access().hostKey().publicKeyLine());
        assertThat(lab.running.context().steps().said())
                .extracting(said -> said.what())
                .containsExactly(
                        "kept as nestlab.keep asks; `nestlab down 0badcafe` removes it. Enter it with:",
                        "  L1 hypervisor: ssh -F %s L1-hypervisor".formatted(output(SshConfigText.NAME)),
                        "  L2 guest: ssh -F %s L2-guest".formatted(output(SshConfigText.NAME)));
    }

    @Test
    void theKeyIsGoneWithTheLab() throws IOException {
        KeptLab.explain(lab.running, "kept as nestlab.keep asks");

        KeptFile.forget(new LabRecord(lab.running.plan().id(), journal()));

        assertThat(output(KeptFile.KEY)).doesNotExist();
    }

    private List<Entry> journal() {
        return Journal.read(
                StateFolder.open(folder.resolve("state")), lab.running.plan().id());
    }
}
