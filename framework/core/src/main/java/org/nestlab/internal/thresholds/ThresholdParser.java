package org.nestlab.internal.thresholds;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.experiment.LevelPair;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Threshold;
import org.nestlab.workload.Metric;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads thresholds from YAML's nodes. The section {@code exact} is ignored.
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

    private static final List<String> TIERS =
            Arrays.stream(Tier.values()).map(Tier::word).toList();
    private static final List<String> SECTIONS =
            Stream.concat(TIERS.stream(), Stream.of(ExactLimits.SECTION)).toList();
    private static final List<String> KEYS = List.of("atLeast", "noWorse", "starter");

    private final String source;
    private final YamlNodes yaml;
    private final Map<Thresholds.Key, Threshold> entries = new LinkedHashMap<>();

    ThresholdParser(String source) {
        this.source = source;
        this.yaml = new YamlNodes(source);
    }

    Map<Thresholds.Key, Threshold> parse(String text) {
        Node root = yaml.compose(text);
        if (root == null) {
            throw new LabConfigurationException("%s is empty; expected a tier, one of %s".formatted(source, TIERS));
        }
        yaml.each(root, "tiers", (tierKey, pairs) -> {
            if (tierKey.getValue().equals(ExactLimits.SECTION)) {
                return; // ExactLimits reads it
            }
            Tier tier = Arrays.stream(Tier.values())
                    .filter(t -> t.word().equals(tierKey.getValue()))
                    .findFirst()
                    .orElseThrow(() -> yaml.unknown(tierKey, "tier", SECTIONS));
            yaml.each(pairs, "pairs of levels", (pairKey, metrics) -> {
                LevelPair levels = levels(pairKey);
                yaml.each(metrics, "metrics", (metricKey, value) -> {
                    if (!Metric.isName(metricKey.getValue())) {
                        throw yaml.wrong(metricKey, "'%s' is not a valid metric name".formatted(metricKey.getValue()));
                    }
                    entries.put(
                            new Thresholds.Key(tier, levels, metricKey.getValue()),
                            threshold(metricKey.getValue(), value));
                });
            });
        });
        return entries;
    }

    private LevelPair levels(ScalarNode key) {
        LevelPair levels;
        try {
            levels = LevelPair.parse(key.getValue());
        } catch (LabConfigurationException e) {
            throw new LabConfigurationException(yaml.where(key) + ": " + e.getMessage(), e);
        }
        if (levels.subject().compareTo(levels.reference()) < 0
                || levels.subject().depth() > 3) {
            throw yaml.wrong(
                    key,
                    "'%s' cannot be measured; expected the deeper of L0 to L3 first, like L2/L1".formatted(levels));
        }
        return levels;
    }

    private Threshold threshold(String metric, Node value) {
        if (value instanceof ScalarNode scalar) {
            return new Threshold.AtLeast(ratio(metric, scalar), yaml.where(scalar), false);
        }
        Map<String, ScalarNode> parts = new LinkedHashMap<>();
        yaml.each(value, "a ratio, or of atLeast, noWorse and starter", (key, part) -> {
            if (!KEYS.contains(key.getValue())) {
                throw yaml.unknown(key, "key", KEYS);
            }
            if (!(part instanceof ScalarNode scalar)) {
                throw yaml.wrong(
                        part, "%s of %s has parts of its own; expected one value".formatted(key.getValue(), metric));
            }
            parts.put(key.getValue(), scalar);
        });
        boolean starter = starter(metric, parts.get("starter"));
        ScalarNode atLeast = parts.get("atLeast");
        ScalarNode noWorse = parts.get("noWorse");
        if (atLeast != null && noWorse == null) {
            return new Threshold.AtLeast(ratio(metric, atLeast), yaml.where(value), starter);
        }
        if (noWorse == null || atLeast != null) {
            throw yaml.wrong(value, "%s; expected one of atLeast and noWorse".formatted(metric));
        }
        double tolerance = ratio(noWorse.getValue()).orElse(1);
        if (tolerance >= 1) {
            throw yaml.wrong(
                    noWorse,
                    "noWorse of %s is '%s'; expected a tolerance greater than 0 and less than 1, like 0.10"
                            .formatted(metric, noWorse.getValue()));
        }
        return new Threshold.NoWorse(tolerance, yaml.where(value), starter);
    }

    private boolean starter(String metric, @Nullable ScalarNode node) {
        if (node == null) {
            return false;
        }
        if (!List.of("true", "false").contains(node.getValue())) {
            throw yaml.wrong(node, "starter of %s is '%s'; expected true or false".formatted(metric, node.getValue()));
        }
        return node.getValue().equals("true");
    }

    private double ratio(String metric, ScalarNode node) {
        return ratio(node.getValue())
                .orElseThrow(
                        () -> yaml.wrong(node, "%s is '%s'; expected %s".formatted(metric, node.getValue(), RATIO)));
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
}
