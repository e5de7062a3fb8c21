package org.nestlab.allure;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.qameta.allure.Allure;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apiguardian.api.API;
import org.nestlab.spi.LabEvent;
import org.nestlab.spi.LabListener;

/**
 * Adds a table to the result of a test that measured exits, and writes the figures to Allure's results folder. The
 * report step draws {@code exact.html} from these files. Registered under {@code META-INF/services}.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CostRecorder implements LabListener {

    /** The end of the files' names; Allure does not read such files as results. */
    public static final String SUFFIX = "-nestlab-exact.json";

    private static final String TABLE = "what exits cost, in instructions";

    private final EventRouter router;

    /** For {@link java.util.ServiceLoader}. */
    public CostRecorder() {
        this(EventRouter.shared());
    }

    CostRecorder(EventRouter router) {
        this.router = router;
    }

    @Override
    public void on(LabEvent event) {}

    private static List<String> kernels(String json) {
        try {
            return RecordedJson.MAPPER.readTree(json).path("vendors").findValuesAsText("kernel");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("exact costs are not valid JSON", e);
        }
    }

    @Override
    public void costs(String json, String table) {
        router.attached(Attachments.write(TABLE, "text/plain", table), Map.of("kernel.L1", kernels(json)));
        Allure.getLifecycle()
                .writeAttachment(
                        UUID.randomUUID() + SUFFIX, new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
