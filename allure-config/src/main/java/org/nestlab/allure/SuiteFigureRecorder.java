package org.nestlab.allure;

import java.util.Map;
import org.apiguardian.api.API;
import org.nestlab.spi.LabEvent;
import org.nestlab.spi.LabListener;

/**
 * Adds what a suite of KVM's developers measured to the result of its test, as a table and as JSON. Registered under
 * {@code META-INF/services}.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SuiteFigureRecorder implements LabListener {

    private final EventRouter router;

    /** For {@link java.util.ServiceLoader}. */
    public SuiteFigureRecorder() {
        this(EventRouter.shared());
    }

    SuiteFigureRecorder(EventRouter router) {
        this.router = router;
    }

    @Override
    public void on(LabEvent event) {}

    @Override
    public void suiteFigures(String title, String json, String table) {
        router.attached(Attachments.write(title, "text/plain", table), Map.of());
        router.attached(Attachments.write(title + " (JSON)", "application/json", json), Map.of());
    }
}
