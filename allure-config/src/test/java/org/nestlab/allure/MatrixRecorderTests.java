package org.nestlab.allure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nestlab.allure.Run.labels;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.spi.LabListener;
import org.nestlab.spi.MatrixLayout;

class MatrixRecorderTests {

    private static final MatrixLayout LAYOUT = new MatrixLayout(
            "org.example.LabTests",
            "lab",
            List.of(new MatrixLayout.Axis("CPU", List.of("a", "b \"quoted\""))),
            List.of(
                    MatrixLayout.Cell.of(List.of("a"), "L1.cpu=EPYC", "lab: a"),
                    MatrixLayout.Cell.ofLeftOut(List.of("b \"quoted\""), "L1.cpu=qemu64", "makes no sense")));

    /** As every version has written it: a report also reads what an earlier one left. */
    private static final String STORED = "{\"owner\":\"org.example.LabTests\",\"lab\":\"lab\","
            + "\"axes\":[{\"name\":\"CPU\",\"labels\":[\"a\",\"b \\\"quoted\\\"\"]}],"
            + "\"cells\":[{\"labels\":[\"a\"],\"lab\":\"lab: a\",\"stack\":\"L1.cpu=EPYC\",\"leftOut\":\"\"},"
            + "{\"labels\":[\"b \\\"quoted\\\"\"],\"lab\":\"\",\"stack\":\"L1.cpu=qemu64\",\"leftOut\":\"makes no sense\"}]}";

    @TempDir
    Path results;

    static class OfAMatrix {
        @BeforeAll
        static void before() {
            listeners().forEach(it -> it.matrix(LAYOUT));
            listeners().forEach(it -> it.cell(LAYOUT, "told to no test"));
        }

        @Test
        void inACell() {
            // as the framework does: before the lab is brought up, and again
            listeners().forEach(it -> it.cell(LAYOUT, "lab: a"));
            listeners().forEach(it -> it.cell(LAYOUT, "lab: a"));
        }

        @Test
        void inNone() {}

        @AfterAll
        static void after() {
            listeners().forEach(it -> it.cell(LAYOUT, "told to no test"));
        }
    }

    private static ServiceLoader<LabListener> listeners() {
        return ServiceLoader.load(LabListener.class);
    }

    @Test
    void theLayoutIsLeftInTheResultsFolderAndEveryTestSaysItsCell() throws IOException {
        Run run = Run.of(results, OfAMatrix.class);

        try (Stream<Path> files = Files.list(results)) {
            List<Path> layouts = files.filter(file -> file.toString().endsWith("-nestlab-matrix.json"))
                    .toList();
            assertThat(layouts).hasSize(1);
            assertThat(layouts.get(0)).hasContent(STORED);
            assertThat(new ObjectMapper().readValue(STORED, StoredMatrix.class).layout())
                    .isEqualTo(LAYOUT);
        }
        assertThat(labels(run.test("inACell"), "matrix")).containsExactly("org.example.LabTests");
        assertThat(labels(run.test("inACell"), "cell")).containsExactly("lab: a");
        assertThat(labels(run.test("inNone"), "cell")).isEmpty();
    }
}
