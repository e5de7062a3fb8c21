package org.nestlab.internal.history.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nestlab.history.MetricOutcome;
import org.nestlab.verdict.Estimate;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Metric;

/**
 * What a report needs of a comparison's head, token by token: it reads fifty thousand of them in a JVM that has just
 * begun, where {@link Mapping} would take most of its time to get going. What the heads look like stands there all the
 * same.
 */
final class MetricHead {

    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Map<String, String>> parts = new HashMap<>();

    private MetricHead() {}

    /**
     * The outcome, with medians of what was measured on either side.
     *
     * @param head
     *     {@code {"metric":{"name":"fio.iops","unit":"IOPS","better":"HIGHER"},"workload":"fio",…,"estimate":null}}
     * @throws IllegalArgumentException if it is none
     */
    static MetricOutcome read(String head, double[] subject, double[] reference) {
        MetricHead it = new MetricHead();
        try (JsonParser json = JSON.createParser(head)) {
            it.read(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("a text is there to be read", e);
        }
        return MetricOutcome.of(it.metric(), subject, reference, it.threshold(), it.verdict(), it.estimate());
    }

    private void read(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("expected a JSON object");
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            boolean isObject = json.nextToken() == JsonToken.START_OBJECT;
            switch (name) {
                case "metric", "threshold", "verdict", "estimate" -> {
                    if (isObject) {
                        parts.put(name, fields(json));
                    } else if (json.currentToken() != JsonToken.VALUE_NULL) {
                        throw new IllegalArgumentException("expected an object, or null, as %s".formatted(name));
                    }
                }
                default -> json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            throw new IllegalArgumentException("something follows the JSON object");
        }
    }

    private static Map<String, String> fields(JsonParser json) throws IOException {
        Map<String, String> fields = new HashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (json.nextToken().isScalarValue()) {
                fields.put(name, json.getText());
            }
            json.skipChildren();
        }
        return fields;
    }

    private Metric metric() {
        Map<String, String> it = parts.get("metric");
        if (it == null) {
            throw new IllegalArgumentException("it has no metric");
        }
        String name = text(it, "name");
        if (!Metric.isName(name)) {
            throw new IllegalArgumentException("no name of a metric: " + name);
        }
        return new Metric(name, text(it, "unit"), Metric.Better.valueOf(text(it, "better")));
    }

    private @Nullable Threshold threshold() {
        Map<String, String> it = parts.get("threshold");
        if (it == null) {
            return null;
        }
        String source = text(it, "source");
        boolean starter = text(it, "starter").equals("true");
        return switch (text(it, "kind")) {
            case "at least" -> new Threshold.AtLeast(number(it, "ratio"), source, starter);
            case "no worse" -> new Threshold.NoWorse(number(it, "tolerance"), source, starter);
            default -> throw new IllegalArgumentException("no kind of threshold: " + it.get("kind"));
        };
    }

    private @Nullable Verdict verdict() {
        Map<String, String> it = parts.get("verdict");
        if (it == null) {
            return null;
        }
        String reason = text(it, "reason");
        return switch (text(it, "verdict")) {
            case "within" -> new Verdict.Within(reason);
            case "exceeded" -> new Verdict.Exceeded(reason);
            case "inconclusive" -> new Verdict.Inconclusive(reason);
            case "invalid" -> new Verdict.Invalid(reason);
            default -> throw new IllegalArgumentException("no verdict: " + it.get("verdict"));
        };
    }

    private @Nullable Estimate estimate() {
        Map<String, String> it = parts.get("estimate");
        return it == null
                ? null
                : new Estimate(
                        number(it, "ratio"),
                        number(it, "low"),
                        number(it, "high"),
                        number(it, "confidence"),
                        Integer.parseInt(text(it, "pairs")));
    }

    /** {@code 0.412}, or as a text {@code Infinity}. */
    private static double number(Map<String, String> fields, String name) {
        return Double.parseDouble(text(fields, name));
    }

    private static String text(Map<String, String> fields, String name) {
        String text = fields.get(name);
        if (text == null) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return text;
    }
}
