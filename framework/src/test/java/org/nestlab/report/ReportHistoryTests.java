package org.nestlab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.LabConfigurationException;
import org.nestlab.experiment.Experiment;
import org.nestlab.history.ExperimentOutcome;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.history.Experiments;
import org.nestlab.internal.history.Histories;

class ReportHistoryTests {

    @TempDir
    Path folder;

    @Test
    void aRelativePathBeginsInTheFolderOfTheRun() {
        Experiment kept = keep(folder.resolve("module/state/history.db"));

        assertThat(outcomes(Map.of("nestlab.state.dir", "state")))
                .containsExactly(kept.design().id());
        assertThat(outcomes(Map.of("nestlab.history", "state/history.db")))
                .containsExactly(kept.design().id());
    }

    @Test
    void aUrlAndAWholePathAreTakenAsTheyAre() {
        Path file = folder.resolve("elsewhere/history.db");
        Experiment kept = keep(file);

        assertThat(outcomes(Map.of("nestlab.history", file.toString())))
                .containsExactly(kept.design().id());
        assertThat(outcomes(Map.of("nestlab.history", "jdbc:sqlite:" + file)))
                .containsExactly(kept.design().id());
    }

    @Test
    void noHistoryHasNothing() {
        keep(folder.resolve("module/off"));

        assertThat(outcomes(Map.of("nestlab.history", "off"))).isEmpty();
    }

    @Test
    void aWrongSettingIsNamed() {
        assertThatThrownBy(() -> outcomes(Map.of("nestlab.tier", "fast")))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("setting 'nestlab.tier' is 'fast'; expected one of auto, kvm, emulated");
    }

    @Test
    void anExperimentIsReadAsItWasWritten() {
        Experiment odd = Experiments.ofAllShapes();

        assertThat(ExperimentFile.read(ExperimentFile.write(odd))).isEqualTo(odd);
        assertThatThrownBy(() -> ExperimentFile.read("{\"id\": ")).isInstanceOf(IllegalArgumentException.class);
    }

    private Experiment keep(Path file) {
        Experiment experiment = Experiments.inconclusive(Duration.ZERO);
        try (RunHistory history = Histories.open(Optional.of(file.toString()), folder.resolve("pending"))) {
            history.keep(experiment);
        }
        return experiment;
    }

    private List<UUID> outcomes(Map<String, String> settings) {
        try (RunHistory history =
                ReportHistory.open(key -> Optional.ofNullable(settings.get(key)), folder.resolve("module"))) {
            return history.outcomes(
                    5,
                    (Stream<ExperimentOutcome> it) ->
                            it.map(ExperimentOutcome::id).toList());
        }
    }
}
