package org.nestlab.probe;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a probe's script prints: lines like {@code mode=660}; lines without an equals sign are ignored. */
record KeyValues(Map<String, String> values) {

    KeyValues {
        values = Map.copyOf(values);
    }

    /** The first line of a key wins, so that a later line cannot gainsay what was seen first. */
    static KeyValues parse(String output) {
        Map<String, String> values = new HashMap<>();
        output.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        });
        return new KeyValues(values);
    }

    /** The value of a key, empty where the key or its value is missing. */
    Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }

    String text(String key) {
        return get(key).orElse("");
    }

    boolean yes(String key) {
        return text(key).equals("yes");
    }

    /** The value as a whole number from 0, empty where it is none. */
    Optional<Integer> number(String key) {
        return get(key).filter(value -> value.matches("[0-9]{1,9}")).map(Integer::valueOf);
    }
}
