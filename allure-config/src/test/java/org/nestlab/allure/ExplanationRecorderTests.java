package org.nestlab.allure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.spi.LabListener;

class ExplanationRecorderTests {

    @TempDir
    Path results;

    static class Asking {
        @Test
        void why() {
            ServiceLoader.load(LabListener.class)
                    .forEach(it -> it.explained("L2:fio-randread-4k", "{\"tier\": \"kvm\"}", "MSR 3,332\n"));
        }

        @Test
        void nothing() {}
    }

    @Test
    void theTestHasTheTableAndTheFigures() throws IOException {
        Run run = Run.of(results, Asking.class);

        JsonNode attachments = run.test("why").path("attachments");
        assertThat(attachments).hasSize(2);
        assertThat(attachments.path(0).path("name").asText()).isEqualTo("exits by reason, L2:fio-randread-4k");
        assertThat(results.resolve(attachments.path(0).path("source").asText())).hasContent("MSR 3,332\n");
        assertThat(attachments.path(1).path("type").asText()).isEqualTo("application/json");
        assertThat(results.resolve(attachments.path(1).path("source").asText())).hasContent("{\"tier\": \"kvm\"}");
        assertThat(run.test("nothing").path("attachments")).isEmpty();
    }
}
