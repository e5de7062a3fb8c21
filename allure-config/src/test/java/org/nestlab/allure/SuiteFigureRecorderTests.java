package org.nestlab.allure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.spi.LabListener;

class SuiteFigureRecorderTests {

    @TempDir
    Path results;

    static class Measuring {
        @Test
        void figures() {
            ServiceLoader.load(LabListener.class)
                    .forEach(it -> it.suiteFigures("kvm-unit-tests on L1 hypervisor", "{}", "cpuid  41,223 cycles\n"));
        }

        @Test
        void nothing() {}
    }

    @Test
    void theTestHasTheTableAndTheFigures() throws IOException {
        Run run = Run.of(results, Measuring.class);

        JsonNode attachments = run.test("figures").path("attachments");
        assertThat(attachments).hasSize(2);
        assertThat(attachments.path(0).path("name").asText()).isEqualTo("kvm-unit-tests on L1 hypervisor");
        assertThat(results.resolve(attachments.path(0).path("source").asText())).hasContent("cpuid  41,223 cycles\n");
        assertThat(attachments.path(1).path("name").asText()).isEqualTo("kvm-unit-tests on L1 hypervisor (JSON)");
        assertThat(attachments.path(1).path("type").asText()).isEqualTo("application/json");
        assertThat(results.resolve(attachments.path(1).path("source").asText())).hasContent("{}");
        assertThat(run.test("nothing").path("attachments")).isEmpty();
    }
}
