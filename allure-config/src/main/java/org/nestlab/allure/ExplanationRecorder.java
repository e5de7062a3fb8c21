package org.nestlab.allure;

import java.util.Map;
import org.apiguardian.api.API;
import org.nestlab.spi.LabEvent;
import org.nestlab.spi.LabListener;

/**
 * Gives the result of a test that asked why a workload is slow the table of exits by reason, and the same figures as
 * JSON. Registered under {@code META-INF/services}.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ExplanationRecorder implements LabListener {

    private final EventRouter router;

    /** For {@link java.util.ServiceLoader}. */
    public ExplanationRecorder() {
        this(EventRouter.shared());
    }

    ExplanationRecorder(EventRouter router) {
        this.router = router;
    }

    @Override
    public void on(LabEvent event) {}

    @Override
    public void explained(String target, String json, String text) {
        String name = "exits by reason, " + target;
        router.attached(Attachments.write(name, "text/plain", text), Map.of());
        router.attached(Attachments.write(name + " (JSON)", "application/json", json), Map.of());
    }
}
