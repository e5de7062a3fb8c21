package org.nestlab.allure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nestlab.allure.Run.labels;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.spi.LabListener;

class CostRecorderTests {

    private static final String JSON =
            "{\"vendors\": [{\"vendor\": \"amd\", \"baseline\": null, \"candidate\": {\"kernel\": \"6.1.0-50-cloud-amd64\"}}]}";

    @TempDir
    Path results;

    static class Measuring {
        @Test
        void exits() {
            ServiceLoader.load(LabListener.class).forEach(it -> it.costs(JSON, "cpuid 3,002\n"));
        }

        @Test
        void nothing() {}
    }

    @Test
    void theTestHasItsTableAndTheFolderTheFigures() throws IOException {
        Run run = Run.of(results, Measuring.class);

        JsonNode attachment = run.test("exits").path("attachments").path(0);
        assertThat(attachment.path("name").asText()).isEqualTo("what exits cost, in instructions");
        assertThat(results.resolve(attachment.path("source").asText())).hasContent("cpuid 3,002\n");
        assertThat(labels(run.test("exits"), "kernel.L1")).containsExactly("6.1.0-50-cloud-amd64");
        assertThat(run.test("nothing").path("attachments")).isEmpty();
        try (Stream<Path> files = Files.list(results)) {
            assertThat(files.filter(file -> file.toString().endsWith("nestlab-exact.json")))
                    .singleElement()
                    .satisfies(file -> assertThat(file).hasContent(JSON));
        }
    }
}
