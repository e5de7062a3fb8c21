package org.nestlab.allure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nestlab.experiment.Experiment;
import org.nestlab.report.ExperimentFile;

class ValidityTextTests {

    private static final String SETUP = "\"setup\":{\"vcpus\":\"2\"";

    @Test
    void aMachineComparedWithItselfSaysSo() {
        String written = ExperimentFile.write(Measurements.experiment("0001", Measurements.within()));
        assertThat(written).contains(SETUP);
        Experiment withItself =
                ExperimentFile.read(written.replace(SETUP, SETUP + ",\"reference\":\"the subject itself\""));

        assertThat(ValidityText.of(new MeasuredExperiment(
                        withItself, withItself.comparisons().get(0))))
                .contains("""
                        what both machines look like
                          reference = the subject itself
                          vcpus = 2
                        """);
    }
}
