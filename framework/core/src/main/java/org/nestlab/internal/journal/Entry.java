package org.nestlab.internal.journal;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One line of a journal.
 *
 * @param at seconds since 1970, by the wall clock, for the reader
 * @param event what was about to happen or had happened
 * @param kind what it happened to: {@code lab}, {@code domain}, {@code network}, {@code pool}, {@code folder},
 *     {@code nesting} …
 * @param facts what is needed to find it again and to undo it
 */
public record Entry(double at, Event event, String kind, Map<String, String> facts) {

    /** What a line says. */
    public enum Event {
        /** The process that writes this journal; the first line. */
        OWNED,
        /** About to be created or changed. */
        BEFORE,
        /** Removed or put back. */
        GONE
    }

    public Entry {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(kind, "kind");
        facts = Map.copyOf(new TreeMap<>(facts));
    }

    public String fact(String name) {
        return facts.getOrDefault(name, "");
    }

    /** Whether this line and the other are about the same thing. */
    boolean sameThing(Entry other) {
        return kind.equals(other.kind) && facts.equals(other.facts);
    }
}
