package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverheadPageTest {

    @TempDir
    Path folder;

    @Test
    void draft() throws Exception {
        var history = PlantedRuns.keep(folder.resolve("history.db"), new PlantedRuns(12).regression(30, 21));
        String page = OverheadPage.of(MeasurementsReader.ofHistory(() -> history));
        Files.writeString(Path.of("/tmp/pages-draft.html"), page);
        assertThat(page).contains("Worst");
    }
}
