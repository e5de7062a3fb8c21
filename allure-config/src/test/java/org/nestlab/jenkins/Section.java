package org.nestlab.jenkins;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A block of a declarative pipeline, and what stands in it. Which directives may stand where is that of Jenkins'
 * Pipeline Syntax reference, as far as the Jenkinsfile uses them.
 */
final class Section {

    private static final Map<String, Set<String>> MAY_HOLD = Map.ofEntries(
            Map.entry("file", Set.of("pipeline")),
            Map.entry("pipeline", Set.of("agent", "parameters", "options", "environment", "stages", "post")),
            Map.entry("parameters", Set.of("string", "choice", "booleanParam")),
            Map.entry("options", Set.of("timestamps", "disableConcurrentBuilds", "buildDiscarder", "timeout")),
            Map.entry("environment", Set.of()),
            Map.entry("stages", Set.of("stage")),
            Map.entry("stage", Set.of("agent", "when", "environment", "options", "steps", "stages", "matrix", "post")),
            Map.entry("matrix", Set.of("axes", "agent", "when", "environment", "options", "stages", "post")),
            Map.entry("axes", Set.of("axis")),
            Map.entry("axis", Set.of("name", "values")),
            Map.entry("when", Set.of("beforeAgent", "expression")),
            Map.entry("agent", Set.of("label")),
            Map.entry("post", Set.of("always")));

    private final String kind;
    private final Map<String, Object> held = new LinkedHashMap<>();
    private final List<Section> children = new ArrayList<>();
    private final String name;

    Section(String kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    /** For example {@code verify}; empty where such a block has no name. */
    String name() {
        return name;
    }

    String kind() {
        return kind;
    }

    /** Notes a directive with its value, or refuses it where Jenkins would. */
    void hold(String directive, Object value) {
        if (!MAY_HOLD.getOrDefault(kind, Set.of()).contains(directive)) {
            throw new IllegalStateException("'%s' may not stand in '%s %s'".formatted(directive, kind, name));
        }
        boolean repeats = kind.equals("parameters") || kind.equals("stages") || kind.equals("axes");
        if (held.put(directive, value) != null && !repeats) {
            throw new IllegalStateException("'%s' stands twice in '%s %s'".formatted(directive, kind, name));
        }
    }

    void add(Section child) {
        children.add(child);
    }

    /** Stages in {@code stages}, axes in {@code axes}. */
    List<Section> children() {
        return List.copyOf(children);
    }

    Optional<Object> value(String directive) {
        return Optional.ofNullable(held.get(directive));
    }

    Optional<Closure<?>> block(String directive) {
        return value(directive).map(value -> (Closure<?>) value);
    }
}
