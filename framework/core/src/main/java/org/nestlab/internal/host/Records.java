package org.nestlab.internal.host;

import java.util.List;
import java.util.Optional;

/**
 * The output of this package's scripts: in each line a key, a blank, and the value. A key may occur any number of
 * times.
 */
record Records(List<String> lines) {

    Records {
        lines = List.copyOf(lines);
    }

    static Records parse(String output) {
        return new Records(output.lines().toList());
    }

    /** Every non-empty value of a key, in order. */
    List<String> all(String key) {
        String start = key + " ";
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .filter(value -> !value.isEmpty())
                .toList();
    }

    Optional<String> first(String key) {
        return all(key).stream().findFirst();
    }

    /**
     * The first value of a key as a whole number of at most 15 digits, so that a KiB of it still is one; 0 where there
     * is none.
     */
    long number(String key) {
        return first(key)
                .filter(text -> text.matches("[0-9]{1,15}"))
                .map(Long::valueOf)
                .orElse(0L);
    }
}
