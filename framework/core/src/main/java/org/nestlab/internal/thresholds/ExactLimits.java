package org.nestlab.internal.thresholds;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.CostLimit;
import org.nestlab.exact.Vendor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * How much more exits may cost: the section {@code exact} of {@code thresholds.yaml}. What is not said of one exit is
 * said by {@code default} of its vendor, then by that of the section, then by {@link CostLimit#DEFAULT}.
 *
 * <pre>
 * exact:
 *   default: {instructions: 0.01, exits: 0}
 *   intel:
 *     L3:mmio: {instructions: 0.02, exits: 1}
 *     L3:cpuid: {instructionsAtMost: 25000, exitsAtMost: 5}
 * </pre>
 *
 * <p>The first two are how much more a figure may be than it was; the last two hold whatever it was before.
 */
public final class ExactLimits {

    /** Why there is no limit for them. */
    public static final String EXITS_OF_A_REQUEST =
            "exits of a request have no limit of their own, as ticks of timers are among them and equal runs differ by up to two";

    static final String SECTION = "exact";
    private static final String EVERY = "default";
    private static final String INSTRUCTIONS_AT_MOST = "instructionsAtMost";
    private static final String EXITS_AT_MOST = "exitsAtMost";
    private static final List<String> QUANTITIES =
            List.of("instructions", "exits", INSTRUCTIONS_AT_MOST, EXITS_AT_MOST);
    private static final List<String> KEYS =
            Stream.of(EVERY, Vendor.AMD.word(), Vendor.INTEL.word()).toList();
    private static final long MOST_EXITS = 1_000_000;

    /** What is said in one place; null where that is nothing. */
    private record Said(
            @Nullable Double instructions,
            @Nullable Long exits,
            @Nullable Long instructionsAtMost,
            @Nullable Long exitsAtMost,
            String source) {}

    private final Map<String, Said> said = new LinkedHashMap<>();
    private final YamlNodes yaml;

    private ExactLimits(String source) {
        yaml = new YamlNodes(source);
    }

    /** Nothing is said. */
    public static ExactLimits none() {
        return new ExactLimits("");
    }

    /**
     * Reads a file's section; other sections are read elsewhere.
     *
     * @throws LabConfigurationException naming the line that is wrong and what was wanted
     */
    public static ExactLimits read(String sourceName, String text) {
        ExactLimits limits = new ExactLimits(sourceName);
        Node root = limits.yaml.compose(text);
        if (root != null) {
            limits.yaml.each(root, "tiers", (key, value) -> {
                if (key.getValue().equals(SECTION)) {
                    limits.section(value);
                }
            });
        }
        return limits;
    }

    private void section(Node section) {
        yaml.each(section, "default and vendors", (key, value) -> {
            String word = key.getValue();
            if (word.equals(EVERY)) {
                said.put(EVERY, said(value));
            } else if (KEYS.contains(word)) {
                yaml.each(
                        value,
                        "default and exits",
                        (exit, limit) -> said.put(word + " " + name(exit), of(exit, limit)));
            } else {
                throw yaml.unknown(key, "key", KEYS);
            }
        });
    }

    private String name(ScalarNode exit) {
        try {
            return exit.getValue().equals(EVERY)
                    ? EVERY
                    : CostKey.parse(exit.getValue()).toString();
        } catch (LabConfigurationException e) {
            throw new LabConfigurationException(yaml.where(exit) + ": " + e.getMessage(), e);
        }
    }

    private Said of(ScalarNode exit, Node limit) {
        Said limits = said(limit);
        if (limits.exitsAtMost() != null && isRequest(exit.getValue())) {
            throw yaml.wrong(
                    limit,
                    "%s of %s: %s; expected %s"
                            .formatted(EXITS_AT_MOST, exit.getValue(), EXITS_OF_A_REQUEST, INSTRUCTIONS_AT_MOST));
        }
        return limits;
    }

    private static boolean isRequest(String name) {
        return !name.equals(EVERY) && CostKey.isRequest(CostKey.parse(name).kind());
    }

    private Said said(Node node) {
        Map<String, ScalarNode> parts = new LinkedHashMap<>();
        yaml.each(node, "instructions and exits", (key, part) -> {
            if (!QUANTITIES.contains(key.getValue())) {
                throw yaml.unknown(key, "key", QUANTITIES);
            }
            if (!(part instanceof ScalarNode scalar)) {
                throw yaml.wrong(part, "%s has parts of its own; expected one value".formatted(key.getValue()));
            }
            parts.put(key.getValue(), scalar);
        });
        return new Said(
                part(parts.get("instructions")),
                whole("exits", MOST_EXITS, parts.get("exits")),
                whole(INSTRUCTIONS_AT_MOST, Long.MAX_VALUE, parts.get(INSTRUCTIONS_AT_MOST)),
                whole(EXITS_AT_MOST, MOST_EXITS, parts.get(EXITS_AT_MOST)),
                yaml.where(node));
    }

    private @Nullable Double part(@Nullable ScalarNode node) {
        if (node == null) {
            return null;
        }
        OptionalDouble part = number(node.getValue());
        if (part.isEmpty() || !(part.getAsDouble() >= 0 && part.getAsDouble() <= 1)) {
            throw yaml.wrong(
                    node, "instructions is '%s'; expected a part from 0 to 1, like 0.01".formatted(node.getValue()));
        }
        return part.getAsDouble();
    }

    private static OptionalDouble number(String text) {
        try {
            return OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private @Nullable Long whole(String name, long most, @Nullable ScalarNode node) {
        if (node == null) {
            return null;
        }
        OptionalLong number = wholeNumber(node.getValue());
        if (number.isEmpty() || number.getAsLong() < 0 || number.getAsLong() > most) {
            throw yaml.wrong(node, "%s is '%s'; expected a whole number, 0 or more".formatted(name, node.getValue()));
        }
        return number.getAsLong();
    }

    private static OptionalLong wholeNumber(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** These, and what another file says before what these say. */
    public ExactLimits replacedBy(ExactLimits others) {
        ExactLimits all = new ExactLimits(yaml.source());
        all.said.putAll(said);
        all.said.putAll(others.said);
        return all;
    }

    /** What an exit of a vendor may cost at most; exits of a request are not limited, by no default either. */
    public ExactCap cap(Vendor vendor, CostKey key) {
        @Nullable Long instructions = null;
        @Nullable Long exits = null;
        String source = "";
        for (String name : List.of(EVERY, vendor.word() + " " + EVERY, vendor.word() + " " + key)) {
            Said that = said.get(name);
            if (that != null && (that.instructionsAtMost() != null || that.exitsAtMost() != null)) {
                instructions = that.instructionsAtMost() == null ? instructions : that.instructionsAtMost();
                exits = that.exitsAtMost() == null ? exits : that.exitsAtMost();
                source = that.source();
            }
        }
        return new ExactCap(instructions, CostKey.isRequest(key.kind()) ? null : exits, source);
    }

    /** What holds of an exit of a vendor. */
    public CostLimit of(Vendor vendor, CostKey key) {
        double instructions = CostLimit.DEFAULT.instructions();
        long exits = CostLimit.DEFAULT.exits();
        String source = CostLimit.DEFAULT.source();
        for (String name : List.of(EVERY, vendor.word() + " " + EVERY, vendor.word() + " " + key)) {
            Said that = said.get(name);
            if (that != null) {
                instructions = that.instructions() == null ? instructions : that.instructions();
                exits = that.exits() == null ? exits : that.exits();
                source = that.source();
            }
        }
        return new CostLimit(instructions, exits, source);
    }
}
