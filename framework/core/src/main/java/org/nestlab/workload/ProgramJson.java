package org.nestlab.workload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.nestlab.internal.text.Json;

/**
 * The JSON that a program printed, read with nothing taken on trust.
 *
 * @param program for messages, for example {@code fio}
 */
record ProgramJson(String program) {

    /**
     * The document that begins at a place in the output.
     *
     * @param at the place of its first brace, less than 0 where there is none
     * @throws InvalidMeasurementException if there is none, or it is cut short
     */
    JsonNode read(String text, int at) {
        if (at < 0) {
            throw new InvalidMeasurementException("%s printed no JSON: %s".formatted(program, Output.end(text)));
        }
        try {
            return Json.MAPPER.readTree(text.substring(at));
        } catch (JsonProcessingException e) {
            throw new InvalidMeasurementException(
                    "%s's JSON cannot be read, after %d characters: %s"
                            .formatted(program, text.length() - at, Output.end(e.getOriginalMessage())),
                    e);
        }
    }

    /**
     * A number of the document.
     *
     * @throws InvalidMeasurementException if it is not there, or no finite number greater than 0
     */
    double number(JsonNode parent, String name) {
        JsonNode node = parent.path(name);
        double value = node.isNumber() ? node.doubleValue() : Double.NaN;
        if (!Double.isFinite(value) || value <= 0) {
            throw new InvalidMeasurementException("%s's %s is %s; expected a number greater than 0"
                    .formatted(program, name, node.isMissingNode() ? "missing" : Output.end(node.toString())));
        }
        return value;
    }
}
