package org.nestlab.internal.history.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Sample;

/**
 * Experiments as JSON and back, equal to what they were: infinite ends of an interval are the strings
 * {@code "Infinity"}, moments and durations are as ISO 8601 has them, to the nanosecond.
 */
public final class ExperimentJson {

    private static final JsonMapper JSON = Mapping.mapper();
    private static final String UNPROVEN = "unproven";

    private ExperimentJson() {}

    /** All of an experiment, in one line. */
    public static String write(Experiment experiment) {
        return text(JSON.valueToTree(StoredExperiment.of(experiment)));
    }

    /** An array of experiments, for people and other programs. */
    public static String writeAll(List<Experiment> experiments) {
        List<StoredExperiment> stored =
                experiments.stream().map(StoredExperiment::of).toList();
        return JSON.<ArrayNode>valueToTree(stored).toPrettyString();
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is cut short, or something else
     */
    public static Experiment read(String json) {
        try {
            JsonNode tree = JSON.readTree(json);
            tree.path("comparisons").forEach(ExperimentJson::proveWhatSaysNothing);
            return whole(JSON.treeToValue(tree, StoredExperiment.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /** An experiment of an earlier version, which did not say what is not proven. */
    private static void proveWhatSaysNothing(JsonNode comparison) {
        if (comparison instanceof ObjectNode it && !it.has(UNPROVEN)) {
            it.putArray(UNPROVEN);
        }
    }

    /** All but the comparisons and the fingerprint, which are kept in places of their own. */
    public static String head(Experiment experiment) {
        ObjectNode tree = JSON.valueToTree(StoredExperiment.of(experiment));
        tree.remove(List.of("comparisons", "fingerprint"));
        return text(tree);
    }

    /** An experiment from its {@link #head}, its fingerprint and its comparisons. */
    public static Experiment experiment(String head, Fingerprint fingerprint, List<Comparison> comparisons) {
        ObjectNode tree = tree(head);
        tree.set("fingerprint", JSON.valueToTree(fingerprint));
        tree.set(
                "comparisons",
                JSON.valueToTree(comparisons.stream().map(StoredComparison::of).toList()));
        return whole(convert(tree, StoredExperiment.class));
    }

    /**
     * All but the pairs. What is not proven comes first, and is left out where all is, as in a head from before it was
     * told.
     */
    public static String head(Comparison comparison) {
        ObjectNode tree = JSON.valueToTree(StoredComparison.of(comparison));
        JsonNode unproven = tree.remove(UNPROVEN);
        tree.remove(List.of("carried", "pairs"));
        if (unproven.isEmpty()) {
            return text(tree);
        }
        ObjectNode head = JSON.createObjectNode();
        head.set(UNPROVEN, unproven);
        return text(head.setAll(tree));
    }

    /**
     * A comparison from its {@link #head(Comparison)} and its pairs.
     *
     * @throws IllegalArgumentException if the head is none
     */
    public static Comparison comparison(String head, List<Pair> carried, List<Pair> pairs) {
        if (!head.startsWith("{")) {
            throw new IllegalArgumentException("expected a JSON object, and it does not begin with {");
        }
        // by text, as a tree of it takes twice as long: a head is an object that is not empty
        String told = head.startsWith("{\"%s\":".formatted(UNPROVEN)) ? "" : "\"%s\":[],".formatted(UNPROVEN);
        StoredComparison bare =
                value("{\"carried\":[],\"pairs\":[]," + told + head.substring(1), StoredComparison.class);
        return made(bare::toComparison).withCarried(carried).withPairs(pairs);
    }

    public static String fingerprint(Fingerprint fingerprint) {
        return text(JSON.valueToTree(fingerprint));
    }

    public static Fingerprint fingerprint(String json) {
        return value(json, Fingerprint.class);
    }

    /** What was counted beside a sample's value. */
    public static String counts(Sample sample) {
        return sample.counts().isEmpty() ? "{}" : text(JSON.valueToTree(sample.counts()));
    }

    public static Sample sample(double value, String counts) {
        if (counts.equals("{}")) {
            return Sample.of(value);
        }
        Map<String, Double> read = new TreeMap<>();
        tree(counts).properties().forEach(it -> read.put(it.getKey(), convert(it.getValue(), Double.class)));
        return new Sample(value, read);
    }

    private static ObjectNode tree(String json) {
        try {
            JsonNode tree = JSON.readTree(json);
            if (!(tree instanceof ObjectNode object)) {
                throw new IllegalArgumentException("expected a JSON object, not " + tree.getNodeType());
            }
            return object;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    private static <T> T value(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    private static <T> T convert(JsonNode tree, Class<T> type) {
        try {
            return JSON.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /** A file of the word null, and one whose identifiers are null, are no experiments. */
    @SuppressWarnings("ConstantValue")
    private static Experiment whole(StoredExperiment stored) {
        if (stored == null || stored.id() == null || stored.started() == null) {
            throw new IllegalArgumentException("there is no experiment in it");
        }
        return made(stored::toExperiment);
    }

    private static <T> T made(Supplier<T> value) {
        try {
            return value.get();
        } catch (NullPointerException e) {
            throw new IllegalArgumentException("a field is null that must not be", e);
        }
    }

    private static String text(JsonNode tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an experiment can be written as JSON", e);
        }
    }
}
