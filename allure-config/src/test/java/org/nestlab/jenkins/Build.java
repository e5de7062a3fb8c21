package org.nestlab.jenkins;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One build: what it was asked, what it did, in order and with the stage, and how it ended. */
final class Build {

    private final Map<String, Object> parameters = new HashMap<>();
    private final Map<String, Object> given;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> log = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private final Deque<String> stages = new ArrayDeque<>();
    private Outcome outcome = Outcome.SUCCESS;

    /** @param given parameters that somebody chose; the others have their defaults */
    Build(Map<String, Object> given) {
        this.given = Map.copyOf(given);
        environment.putAll(Map.of("JOB_NAME", "nestlab/main", "NODE_NAME", "node-1", "WORKSPACE", "/ws"));
    }

    /** A parameter as it is declared: a choice's default is its first. */
    void parameter(Map<?, ?> declared) {
        String name = Objects.requireNonNull(declared.get("name")).toString();
        Object fallback = declared.get("choices") instanceof List<?> choices
                ? choices.get(0)
                : Objects.requireNonNull(declared.get("defaultValue"));
        Object value = given.getOrDefault(name, fallback);
        if (declared.get("choices") instanceof List<?> choices && !choices.contains(value)) {
            throw new IllegalArgumentException("%s is none of %s: %s".formatted(name, choices, value));
        }
        parameters.put(name, value);
    }

    Map<String, Object> parameters() {
        for (String name : given.keySet()) {
            if (!parameters.containsKey(name)) {
                throw new IllegalArgumentException("there is no parameter " + name);
            }
        }
        return parameters;
    }

    Map<String, String> environment() {
        return environment;
    }

    void option(String option) {
        options.add(option);
    }

    List<String> options() {
        return List.copyOf(options);
    }

    void enter(String stage) {
        stages.addLast(stage);
    }

    void leave() {
        stages.removeLast();
    }

    /** Notes what was done, for example {@code labs/baseline/verify: lock nestlab-node-1}. */
    void tell(String what) {
        log.add(String.join("/", stages) + ": " + what);
    }

    List<String> log() {
        return List.copyOf(log);
    }

    void fails(Failure failure) {
        worsens(failure.outcome());
        tell("failed: " + failure.getMessage());
    }

    void worsens(Outcome to) {
        outcome = outcome.or(to);
    }

    Outcome outcome() {
        return outcome;
    }

    /** What a step throws that fails. */
    static final class Failure extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final Outcome outcome;

        Failure(Outcome outcome, String message) {
            super(message);
            this.outcome = outcome;
        }

        Outcome outcome() {
            return outcome;
        }
    }
}
