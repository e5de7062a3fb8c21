package org.nestlab.internal.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.nestlab.internal.text.Json;

/**
 * An entry as one line: JSON, and behind it the CRC-32 of that Json.MAPPER. A line that was spoilt is never taken for
 * another one, which could name what is somebody else's.
 */
final class JournalLine {

    // {"at":1.7E9,"event":"BEFORE","kind":"network","facts":{"name":"nestlab-0badcafe"}} 0a1b2c3d
    private static final Pattern LINE = Pattern.compile("(\\{.*}) ([0-9a-f]{8})");

    private JournalLine() {}

    static String of(Entry entry) throws JsonProcessingException {
        String json = Json.MAPPER.writeValueAsString(entry);
        return json + " " + sum(json);
    }

    /** Empty where the line is not as it was written. */
    static Optional<Entry> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String json = matcher.group(1);
        if (!sum(json).equals(matcher.group(2))) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Json.MAPPER.readValue(json, Entry.class));
        } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }

    private static String sum(String json) {
        CRC32 sum = new CRC32();
        sum.update(json.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(sum.getValue());
    }
}
