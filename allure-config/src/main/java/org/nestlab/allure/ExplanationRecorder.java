package org.nestlab.allure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.nestlab.allure.chart.ExitBars;
import org.nestlab.allure.chart.ExitsChart;
import org.nestlab.spi.LabEvent;
import org.nestlab.spi.LabListener;

/**
 * Adds to the result of a test with an explanation the picture of the exits by reason, their table, and the same
 * figures as JSON. Registered under {@code META-INF/services}.
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
        attach(name, "image/svg+xml", ExitsChart.svg(target, guests(json)));
        attach(name + " (table)", "text/plain", text);
        attach(name + " (JSON)", "application/json", json);
    }

    private void attach(String name, String mediaType, String content) {
        router.attached(Attachments.write(name, mediaType, content), Map.of());
    }

    /** The exits of each guest, and then the exits of the guests inside it if its kernel traces them. */
    static List<ExitBars> guests(String json) {
        List<ExitBars> guests = new ArrayList<>();
        for (JsonNode level : parsed(json).path("levels")) {
            String guest = level.path("guest").asText();
            int depth = guest.matches("L[1-9].*") ? guest.charAt(1) - '0' : 1;
            String kernel = level.path("kernel").asText();
            guests.add(
                    new ExitBars("%s on the KVM of %s".formatted(guest, kernel), depth, bars(level.path("reasons"))));
            List<ExitBars.Bar> nested = bars(level.path("nestedReasons"));
            if (!nested.isEmpty()) {
                guests.add(
                        new ExitBars("guests inside %s on the KVM of %s".formatted(guest, kernel), depth + 1, nested));
            }
        }
        return guests;
    }

    private static List<ExitBars.Bar> bars(JsonNode reasons) {
        List<ExitBars.Bar> bars = new ArrayList<>();
        reasons.forEach(it -> bars.add(new ExitBars.Bar(
                it.path("reason").asText(),
                it.path("count").asLong(),
                it.path("perOperation").asDouble())));
        return bars;
    }

    private static JsonNode parsed(String json) {
        try {
            return RecordedJson.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an explanation is not valid JSON", e);
        }
    }
}
