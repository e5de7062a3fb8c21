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

    private static final String JSON = """
            {"tier": "kvm", "levels": [
              {"guest": "L2 guest", "kernel": "L1 hypervisor", "reasons": [
                {"reason": "MSR", "count": 3332, "share": 0.75, "perOperation": 1.11},
                {"reason": "<NPF>", "count": 1110, "share": 0.25}], "nestedReasons": []},
              {"guest": "L1 hypervisor", "kernel": "L0 host", "reasons": [],
                "nestedReasons": [{"reason": "MSR", "count": 3332, "share": 1}]}]}
            """;

    @TempDir
    Path results;

    static class Asking {
        @Test
        void why() {
            ServiceLoader.load(LabListener.class)
                    .forEach(it -> it.explained("L2:fio-randread-4k", JSON, "MSR 3,332\n"));
        }

        @Test
        void nothing() {}
    }

    @Test
    void guestsInsideAreToldApartWhereTheirKernelDoes() {
        assertThat(ExplanationRecorder.guests(JSON))
                .extracting(it ->
                        it.depth() + " " + it.title() + ": " + it.reasons().size())
                .containsExactly(
                        "2 L2 guest on the KVM of L1 hypervisor: 2",
                        "1 L1 hypervisor on the KVM of L0 host: 0",
                        "2 guests inside L1 hypervisor on the KVM of L0 host: 1");
    }

    @Test
    void theTestHasTheTableAndTheFigures() throws IOException {
        Run run = Run.of(results, Asking.class);

        JsonNode attachments = run.test("why").path("attachments");
        assertThat(attachments).hasSize(3);
        assertThat(attachments.path(0).path("name").asText()).isEqualTo("exits by reason, L2:fio-randread-4k");
        assertThat(results.resolve(attachments.path(0).path("source").asText()))
                .content()
                .contains("L2:fio-randread-4k, exits by reason", "1.11 an operation, 75.0 %", "&lt;NPF&gt;");
        assertThat(results.resolve(attachments.path(1).path("source").asText())).hasContent("MSR 3,332\n");
        assertThat(attachments.path(2).path("type").asText()).isEqualTo("application/json");
        assertThat(results.resolve(attachments.path(2).path("source").asText())).hasContent(JSON);
        assertThat(run.test("nothing").path("attachments")).isEmpty();
    }
}
