package org.nestlab.allure;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.FileSystemResultsWriter;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.allure.report.PlantedRuns;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentListener;
import org.nestlab.report.ExperimentFile;

class ExperimentRecorderTests {

    @TempDir
    Path results;

    @Test
    void everyExperimentIsLeftInTheResultsFolder() {
        Experiment experiment = PlantedRuns.one();
        AllureLifecycle outer = Allure.getLifecycle();
        Allure.setLifecycle(new AllureLifecycle(new FileSystemResultsWriter(results)));
        try {
            ServiceLoader.load(ExperimentListener.class).forEach(listener -> listener.ended(experiment));
        } finally {
            Allure.setLifecycle(outer);
        }

        assertThat(results.resolve(experiment.design().id() + "-nestlab-experiment.json"))
                .content()
                .satisfies(text -> assertThat(ExperimentFile.read(text)).isEqualTo(experiment));
    }
}
