package org.nestlab.internal.exact.cost;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.CostIdentity;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.thresholds.YamlNodes;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads accepted figures, and refuses those that were edited. */
final class AcceptedReader {

    private static final List<String> WORDS = List.of(
            "kernel",
            "reason",
            "accepted",
            "emulator",
            "emulatorHash",
            "settings",
            "probe",
            "innerKernel",
            "seed",
            "digest");
    private static final double MOST_EXITS = 1e9;
    private static final String FIGURES = "figures";
    private static final List<String> QUANTITIES = List.of("instructions", "exits");

    private final YamlNodes yaml;
    private boolean versioned;

    AcceptedReader(String source) {
        yaml = new YamlNodes(source);
    }

    Map<Vendor, Accepted> read(String text) {
        Map<Vendor, Accepted> all = new EnumMap<>(Vendor.class);
        Node root = yaml.compose(text);
        if (root == null) {
            throw new LabConfigurationException(
                    "%s is empty; `nestlab exact accept` writes it".formatted(yaml.source()));
        }
        yaml.each(root, "version and vendors", (key, value) -> {
            if (key.getValue().equals("version")) {
                version(value);
                return;
            }
            Vendor vendor = List.of(Vendor.values()).stream()
                    .filter(it -> it.word().equals(key.getValue()))
                    .findFirst()
                    .orElseThrow(() -> yaml.unknown(key, "key", List.of("version", "amd", "intel")));
            all.put(vendor, block(vendor, value));
        });
        if (!versioned) {
            throw yaml.wrong(root, "there is no version; expected 'version: %s'".formatted(AcceptedWriter.VERSION));
        }
        return all;
    }

    private void version(Node node) {
        String version = word(node, "version");
        if (!version.equals(AcceptedWriter.VERSION)) {
            throw yaml.wrong(
                    node,
                    "version is '%s'; expected %s; another version of Nestlab wrote this"
                            .formatted(version, AcceptedWriter.VERSION));
        }
        versioned = true;
    }

    private Accepted block(Vendor vendor, Node node) {
        Map<String, String> words = new LinkedHashMap<>();
        SortedMap<CostKey, JudgedFigure> figures = new TreeMap<>();
        yaml.each(node, "what was accepted", (key, value) -> {
            if (key.getValue().equals(FIGURES)) {
                yaml.each(value, FIGURES, (exit, figure) -> figures.put(exit(exit), figure(figure)));
            } else if (WORDS.contains(key.getValue())) {
                words.put(key.getValue(), word(value, key.getValue()));
            } else {
                throw yaml.unknown(key, "key", WORDS);
            }
        });
        for (String word : WORDS) {
            if (!words.containsKey(word)) {
                throw yaml.wrong(node, "%s has no %s".formatted(vendor.word(), word));
            }
        }
        Accepted accepted = new Accepted(
                vendor,
                words.getOrDefault("kernel", ""),
                words.getOrDefault("reason", ""),
                words.getOrDefault("accepted", ""),
                CostIdentity.of(
                        words.getOrDefault("emulator", ""),
                        words.getOrDefault("emulatorHash", ""),
                        words.getOrDefault("settings", ""),
                        words.getOrDefault("probe", ""),
                        words.getOrDefault("innerKernel", ""),
                        (int) number(node, "seed", words.getOrDefault("seed", ""), 1, Integer.MAX_VALUE)),
                figures);
        if (!AcceptedWriter.digest(accepted).equals(words.get("digest"))) {
            throw yaml.wrong(
                    node,
                    "%s is not as it was written: its digest is %s, and what is there has %s. It was edited, or a merge mixed two; `nestlab exact accept` writes measured figures"
                            .formatted(vendor.word(), words.get("digest"), AcceptedWriter.digest(accepted)));
        }
        return accepted;
    }

    private CostKey exit(ScalarNode node) {
        try {
            return CostKey.parse(node.getValue());
        } catch (LabConfigurationException e) {
            throw new LabConfigurationException(yaml.where(node) + ": " + e.getMessage(), e);
        }
    }

    private JudgedFigure figure(Node node) {
        Map<String, ScalarNode> numbers = new LinkedHashMap<>();
        yaml.each(node, "instructions and exits", (key, value) -> {
            if (!QUANTITIES.contains(key.getValue()) || !(value instanceof ScalarNode scalar)) {
                throw yaml.unknown(key, "key", QUANTITIES);
            }
            numbers.put(key.getValue(), scalar);
        });
        @Nullable ScalarNode instructions = numbers.get("instructions");
        @Nullable ScalarNode exits = numbers.get("exits");
        if (instructions == null || exits == null) {
            throw yaml.wrong(node, "expected {instructions: NUMBER, exits: NUMBER}");
        }
        return new JudgedFigure(
                number(instructions, "instructions", instructions.getValue(), 0, Long.MAX_VALUE), exits(exits), "");
    }

    private double exits(ScalarNode node) {
        try {
            double exits = Double.parseDouble(node.getValue());
            if (exits >= JudgedFigure.UNKNOWN && exits <= MOST_EXITS) {
                return exits;
            }
        } catch (NumberFormatException e) {
            throw new LabConfigurationException(
                    "%s: exits is '%s'; expected a number".formatted(yaml.where(node), node.getValue()), e);
        }
        throw yaml.wrong(node, "exits is '%s'; expected a number from 0 on".formatted(node.getValue()));
    }

    private String word(Node node, String what) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw yaml.wrong(node, "%s has parts of its own; expected one value".formatted(what));
    }

    private long number(Node node, String what, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new LabConfigurationException(
                    "%s: %s is '%s'; expected a whole number".formatted(yaml.where(node), what, text), e);
        }
        throw yaml.wrong(node, "%s is '%s'; expected a whole number from %d on".formatted(what, text, least));
    }
}
