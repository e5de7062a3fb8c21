package org.nestlab.jenkins;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An agent on which commands do nothing but what a test says. */
final class Agent {

    static final String VERDICTS = "tests-performance/target/nestlab/verdicts.json";
    static final String REPORT = "target/allure-report/index.html";

    private final Map<String, Object> ends = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Set<String> stashes = new LinkedHashSet<>();

    /** All is well: the tests pass, the report is there, one metric is within its threshold. */
    Agent() {
        files.put(REPORT, "<html>");
        verdicts("within");
    }

    /** Commands that hold such words end with a status. */
    Agent failing(String words, int status) {
        ends.put(words, status);
        return this;
    }

    /** Commands that hold such words are interrupted, as by a time-out or by somebody. */
    Agent interrupting(String words) {
        ends.put(words, Outcome.ABORTED);
        return this;
    }

    Agent file(String path, String content) {
        files.put(path, content);
        return this;
    }

    Agent without(String path) {
        files.remove(path);
        return this;
    }

    /** What tests-performance found, a word for each metric. */
    Agent verdicts(String... words) {
        return file(VERDICTS, verdictsFile(words));
    }

    /** As the framework writes it. */
    static String verdictsFile(String... words) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < words.length; i++) {
            counts.merge(words[i], 1, Integer::sum);
            rows.append(i == 0 ? "" : ",")
                    .append(
                            "{\"metric\":\"m%d\",\"levels\":\"L2/L1\",\"verdict\":\"%s\",\"reason\":\"because\",\"ratio\":null}"
                                    .formatted(i + 1, words[i]));
        }
        StringBuilder all = new StringBuilder("{\"run\":\"r\",\"counts\":{");
        counts.forEach((word, count) ->
                all.append(all.charAt(all.length() - 1) == '{' ? "" : ",").append("\"%s\":%d".formatted(word, count)));
        return all.append("},\"verdicts\":[").append(rows).append("]}").toString();
    }

    /** The exit status of a command; throws where it is interrupted. */
    int run(String command) {
        for (Map.Entry<String, Object> end : ends.entrySet()) {
            if (command.contains(end.getKey())) {
                if (end.getValue() instanceof Outcome outcome) {
                    throw new Build.Failure(outcome, "interrupted");
                }
                return (Integer) end.getValue();
            }
        }
        return 0;
    }

    boolean has(String path) {
        return files.containsKey(path);
    }

    @Nullable
    Object json(String path) {
        try {
            return new ObjectMapper().readValue(files.get(path), Object.class);
        } catch (JsonProcessingException e) {
            throw new Build.Failure(Outcome.FAILURE, e.getOriginalMessage());
        }
    }

    void stash(String name) {
        stashes.add(name);
    }

    void unstash(String name) {
        if (!stashes.contains(name)) {
            throw new Build.Failure(Outcome.FAILURE, "No such saved stash '" + name + "'");
        }
    }
}
