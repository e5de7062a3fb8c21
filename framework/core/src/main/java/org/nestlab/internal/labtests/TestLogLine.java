package org.nestlab.internal.labtests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.nestlab.internal.text.Json;
import org.nestlab.spi.Secrets;
import org.nestlab.upgrade.FunctionalCheck.State;

/**
 * One line of the file of {@code nestlab.test.log}: an object of Json.MAPPER.
 *
 * <pre>{@code
 * {"event":"run started","id":"5f0c…"}
 * {"event":"started","id":"[engine:junit-jupiter]/…","name":"NestedKvmTests > l1CanHostGuests(Guest)","test":true}
 * {"event":"ended","id":"[engine:junit-jupiter]/…","name":"…","test":true,"state":"failed","detail":"no /dev/kvm"}
 * {"event":"run ended","id":"5f0c…"}
 * }</pre>
 *
 * @param id JUnit's unique id; of a run, one that was drawn for it
 * @param name the display names from the class down; empty for a run
 * @param test whether it is a test, and not a class or whatever else holds tests
 * @param state what came of it; {@code HOLDS} where it has not ended
 * @param detail the first line of the failure's message, or why it was aborted or skipped; without secrets
 */
public record TestLogLine(Event event, String id, String name, boolean test, State state, String detail) {

    /** What a line is about. */
    public enum Event {
        RUN_STARTED,
        RUN_ENDED,
        STARTED,
        ENDED;

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private static final int LONGEST = 500;
    private static final int LONGEST_ID = 4_000;

    public TestLogLine {
        name = oneLine(name);
        detail = oneLine(Secrets.removedFrom(detail));
    }

    /** Of a whole run. */
    public static TestLogLine ofRun(Event event, String id) {
        return new TestLogLine(event, id, "", false, State.HOLDS, "");
    }

    /** In the form that {@link #parse} reads, without a line feed. */
    public String text() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("event", event.word());
        fields.put("id", id);
        if (event == Event.STARTED || event == Event.ENDED) {
            fields.put("name", name);
            fields.put("test", test);
        }
        if (event == Event.ENDED) {
            fields.put("state", state == State.HOLDS ? "passed" : state.word().toLowerCase(Locale.ROOT));
            fields.put("detail", detail);
        }
        try {
            return Json.MAPPER.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("writing JSON to memory failed", e);
        }
    }

    /** Reads a line; empty where it is none, or was cut short. */
    public static Optional<TestLogLine> parse(String line) {
        JsonNode read;
        try {
            read = Json.MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        Optional<Event> event = event(read.path("event").asText());
        String id = read.path("id").asText();
        if (event.isEmpty() || id.isEmpty() || id.length() > LONGEST_ID) {
            return Optional.empty();
        }
        if (event.get() == Event.RUN_STARTED || event.get() == Event.RUN_ENDED) {
            return Optional.of(ofRun(event.get(), id));
        }
        String name = read.path("name").asText();
        Optional<State> state =
                event.get() == Event.ENDED ? state(read.path("state").asText()) : Optional.of(State.HOLDS);
        if (name.isBlank() || !read.path("test").isBoolean() || state.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TestLogLine(
                event.get(),
                id,
                name,
                read.path("test").booleanValue(),
                state.get(),
                read.path("detail").asText()));
    }

    private static Optional<Event> event(String word) {
        for (Event event : Event.values()) {
            if (event.word().equals(word)) {
                return Optional.of(event);
            }
        }
        return Optional.empty();
    }

    private static Optional<State> state(String word) {
        return switch (word) {
            case "passed" -> Optional.of(State.HOLDS);
            case "failed" -> Optional.of(State.FAILED);
            case "aborted" -> Optional.of(State.ABORTED);
            case "skipped" -> Optional.of(State.SKIPPED);
            default -> Optional.empty();
        };
    }

    /** The first line that says something, without what would steer a terminal, and not endless. */
    private static String oneLine(String text) {
        String line = text.lines().filter(it -> !it.isBlank()).findFirst().orElse("");
        String cut = line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
        return cut.replaceAll("\\p{Cntrl}", " ").strip();
    }
}
