package org.nestlab.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.plan.LabId;

class KeptFileTests {

    private static final LabId LAB = new LabId("0badcafe");

    @TempDir
    private Path root = Path.of("set by JUnit");

    @Test
    void theKeyGoesWithItsLab() throws IOException {
        Path folder = output("0badcafe");
        new KeptFile("0badcafe", "test:///default", "", List.of(), List.of()).write(folder);

        KeptFile.forget(kept(folder));

        assertThat(folder.resolve(KeptFile.KEY)).doesNotExist();
    }

    @Test
    void theKeyOfAnotherLabStays() throws IOException {
        Path folder = output("shared");
        new KeptFile("0badcaff", "test:///default", "", List.of(), List.of()).write(folder);

        KeptFile.forget(kept(folder));

        assertThat(folder.resolve(KeptFile.KEY)).exists();
    }

    @Test
    void theKeyGoesAlsoWhereTheFileWasCutShort() throws IOException {
        Path folder = output("0badcafe");
        Files.writeString(folder.resolve(KeptFile.NAME), "{\"lab\": \"0bad");

        KeptFile.forget(kept(folder));

        assertThat(folder.resolve(KeptFile.KEY)).doesNotExist();
    }

    @Test
    void aFileThatWasCutShortInAFolderOfAnotherNameTellsNothing() throws IOException {
        Path folder = output("shared");
        Files.writeString(folder.resolve(KeptFile.NAME), "{\"lab\": \"0bad");

        KeptFile.forget(kept(folder));

        assertThat(folder.resolve(KeptFile.KEY)).exists();
    }

    private Path output(String name) throws IOException {
        Path folder = Files.createDirectory(root.resolve(name));
        Files.writeString(folder.resolve(KeptFile.KEY), "a private key");
        return folder;
    }

    private LabRecord kept(Path folder) {
        StateFolder state = StateFolder.open(root.resolve("state"));
        try (Journal journal = Journal.start(state, LAB, "test:///default")) {
            journal.mark(LabMark.KEPT, Map.of(LabRecord.OUTPUT, folder.toString()));
            return new LabRecord(LAB, journal.entries());
        }
    }
}
