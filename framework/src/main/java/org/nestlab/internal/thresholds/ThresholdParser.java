package org.nestlab.internal.thresholds;

import java.io.StringReader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.experiment.LevelPair;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Threshold;
import org.nestlab.workload.Metric;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads thresholds from YAML's nodes, which know their lines; nothing is constructed from the text.
 *
 * <pre>
 * emulated:
 *   L2/L1:
 *     fio-randread-4k.iops: 0.45
 *     sysbench-cpu.one: {atLeast: 0.80, starter: true}
 *     fork.rate: {noWorse: 0.10}
 * </pre>
 */
final class ThresholdParser {

    static final String RATIO = "a ratio greater than 0 and at most 100, like 0.45";

    private static final int MOST_CHARACTERS = 1 << 20;
    private static final List<String> TIERS =
            Arrays.stream(Tier.values()).map(Tier::word).toList();
    private static final List<String> KEYS = List.of("atLeast", "noWorse", "starter");

    private final String source;
    private final Map<Thresholds.Key, Threshold> entries = new LinkedHashMap<>();

    ThresholdParser(String source) {
        this.source = source;
    }

    Map<Thresholds.Key, Threshold> parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new LabConfigurationException(
                    "%s has %d characters; expected at most %d".formatted(source, text.length(), MOST_CHARACTERS));
        }
        Node root = compose(text);
        if (root == null) {
            throw new LabConfigurationException("%s is empty; expected a tier, one of %s".formatted(source, TIERS));
        }
        each(root, "tiers", (tierKey, pairs) -> {
            Tier tier = Arrays.stream(Tier.values())
                    .filter(t -> t.word().equals(tierKey.getValue()))
                    .findFirst()
                    .orElseThrow(() -> unknown(tierKey, "tier", TIERS));
            each(pairs, "pairs of levels", (pairKey, metrics) -> {
                LevelPair levels = levels(pairKey);
                each(metrics, "metrics", (metricKey, value) -> {
                    if (!Metric.isName(metricKey.getValue())) {
                        throw wrong(metricKey, "'%s' is not a valid metric name".formatted(metricKey.getValue()));
                    }
                    entries.put(
                            new Thresholds.Key(tier, levels, metricKey.getValue()),
                            threshold(metricKey.getValue(), value));
                });
            });
        });
        return entries;
    }

    private @Nullable Node compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setMaxAliasesForCollections(20);
        options.setNestingDepthLimit(10);
        try {
            return new Yaml(options).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new LabConfigurationException("%s:%d: not valid YAML: %s".formatted(source, line, e.getProblem()), e);
        } catch (YAMLException e) {
            throw new LabConfigurationException("%s: not valid YAML: %s".formatted(source, e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            // SnakeYAML 2.5 lets this out for an escape that is no character, as "\\UFFFFFFFF".
            throw new LabConfigurationException(
                    "%s: not valid YAML: an escape that is not a valid character: %s".formatted(source, e.getMessage()),
                    e);
        }
    }

    private LevelPair levels(ScalarNode key) {
        LevelPair levels;
        try {
            levels = LevelPair.parse(key.getValue());
        } catch (LabConfigurationException e) {
            throw new LabConfigurationException(at(key) + e.getMessage(), e);
        }
        if (levels.subject().compareTo(levels.reference()) < 0
                || levels.subject().depth() > 3) {
            throw wrong(
                    key,
                    "'%s' cannot be measured; expected the deeper of L0 to L3 first, like L2/L1".formatted(levels));
        }
        return levels;
    }

    private Threshold threshold(String metric, Node value) {
        if (value instanceof ScalarNode scalar) {
            return new Threshold.AtLeast(ratio(metric, scalar), where(scalar), false);
        }
        Map<String, ScalarNode> parts = new LinkedHashMap<>();
        each(value, "a ratio, or of atLeast, noWorse and starter", (key, part) -> {
            if (!KEYS.contains(key.getValue())) {
                throw unknown(key, "key", KEYS);
            }
            if (!(part instanceof ScalarNode scalar)) {
                throw wrong(
                        part, "%s of %s has parts of its own; expected one value".formatted(key.getValue(), metric));
            }
            parts.put(key.getValue(), scalar);
        });
        boolean starter = starter(metric, parts.get("starter"));
        ScalarNode atLeast = parts.get("atLeast");
        ScalarNode noWorse = parts.get("noWorse");
        if (atLeast != null && noWorse == null) {
            return new Threshold.AtLeast(ratio(metric, atLeast), where(value), starter);
        }
        if (noWorse == null || atLeast != null) {
            throw wrong(value, "%s; expected one of atLeast and noWorse".formatted(metric));
        }
        double tolerance = ratio(noWorse.getValue()).orElse(1);
        if (tolerance >= 1) {
            throw wrong(
                    noWorse,
                    "noWorse of %s is '%s'; expected a tolerance greater than 0 and less than 1, like 0.10"
                            .formatted(metric, noWorse.getValue()));
        }
        return new Threshold.NoWorse(tolerance, where(value), starter);
    }

    private boolean starter(String metric, @Nullable ScalarNode node) {
        if (node == null) {
            return false;
        }
        if (!List.of("true", "false").contains(node.getValue())) {
            throw wrong(node, "starter of %s is '%s'; expected true or false".formatted(metric, node.getValue()));
        }
        return node.getValue().equals("true");
    }

    private double ratio(String metric, ScalarNode node) {
        return ratio(node.getValue())
                .orElseThrow(() -> wrong(node, "%s is '%s'; expected %s".formatted(metric, node.getValue(), RATIO)));
    }

    /** Greater than 0 and at most 100; empty where the text is something else. */
    static OptionalDouble ratio(String text) {
        try {
            double ratio = Double.parseDouble(text);
            return ratio > 0 && ratio <= 100 ? OptionalDouble.of(ratio) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** Walks over a map whose keys are words, each at most once. */
    private void each(Node node, String wanted, BiConsumer<ScalarNode, Node> what) {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(node, "expected a map of " + wanted);
        }
        Map<String, Integer> lines = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw wrong(tuple.getKeyNode(), "expected a map of " + wanted);
            }
            Integer earlier = lines.putIfAbsent(key.getValue(), line(key));
            if (earlier != null) {
                throw wrong(key, "'%s' is there twice, in line %d too".formatted(key.getValue(), earlier));
            }
            what.accept(key, tuple.getValueNode());
        }
    }

    private LabConfigurationException unknown(ScalarNode node, String what, List<String> known) {
        return wrong(
                node,
                "unknown %s '%s'%s".formatted(what, node.getValue(), Thresholds.didYouMean(node.getValue(), known)));
    }

    private LabConfigurationException wrong(Node node, String message) {
        return new LabConfigurationException(at(node) + message);
    }

    private String at(Node node) {
        return where(node) + ": ";
    }

    private String where(Node node) {
        return source + ":" + line(node);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
