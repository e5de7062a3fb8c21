package org.nestlab.allure.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.nestlab.allure.StoredMatrix;
import org.nestlab.experiment.Experiment;
import org.nestlab.report.ExperimentFile;
import org.nestlab.spi.MatrixLayout;

/** What a run over a matrix leaves in Allure's results folder, made by hand. */
record CellResults(Path folder) {

    /** @param layout of the matrix, which is written down first */
    static CellResults in(Path folder, MatrixLayout layout) throws IOException {
        Files.createDirectories(folder);
        Files.write(
                folder.resolve("a-nestlab-matrix.json"), new ObjectMapper().writeValueAsBytes(StoredMatrix.of(layout)));
        return new CellResults(folder);
    }

    CellResults passed(String owner, String cell, Experiment... experiments) throws IOException {
        return test(owner, cell, "passed", "", "", experiments);
    }

    CellResults test(String owner, String cell, String status, String message, String type, Experiment... experiments)
            throws IOException {
        List<Map<String, String>> parameters = new ArrayList<>();
        for (Experiment experiment : experiments) {
            parameters.add(Map.of("name", "profile", "value", "quick"));
            parameters.add(Map.of(
                    "name", "experiment", "value", experiment.design().id().toString()));
            Files.writeString(
                    folder.resolve(experiment.design().id() + "-nestlab-experiment.json"),
                    ExperimentFile.write(experiment));
        }
        Map<String, Object> result = Map.of(
                "name",
                status + "Test",
                "status",
                status,
                "statusDetails",
                Map.of("message", message, "trace", type + ": " + message),
                "labels",
                List.of(Map.of("name", "matrix", "value", owner), Map.of("name", "cell", "value", cell)),
                "parameters",
                parameters);
        Files.write(folder.resolve(UUID.randomUUID() + "-result.json"), new ObjectMapper().writeValueAsBytes(result));
        return this;
    }

    Measurements read(Path history) {
        return MeasurementsReader.ofRun(
                List.of(folder), ResultsReader.read(List.of(folder)).tests(), () -> PlantedRuns.open(history));
    }
}
