package org.nestlab.internal.thresholds;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * YAML as nodes, which know their lines; nothing is constructed from the text.
 *
 * @param source the file's name, for messages
 */
public record YamlNodes(String source) {

    static final int MOST_CHARACTERS = 1 << 20;

    /**
     * The root; null where the text has none.
     *
     * @throws LabConfigurationException if it is no YAML, or endless
     */
    public @Nullable Node compose(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new LabConfigurationException(
                    "%s has %d characters; expected at most %d".formatted(source, text.length(), MOST_CHARACTERS));
        }
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

    /**
     * Walks over a map whose keys are words, each at most once.
     *
     * @throws LabConfigurationException if it is none
     */
    public void each(Node node, String wanted, BiConsumer<ScalarNode, Node> what) {
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

    /** That a word is none of those known. */
    public LabConfigurationException unknown(ScalarNode node, String what, List<String> known) {
        return wrong(
                node,
                "unknown %s '%s'%s".formatted(what, node.getValue(), NearestName.didYouMean(node.getValue(), known)));
    }

    /** What is wrong, with its file and line before it. */
    public LabConfigurationException wrong(Node node, String message) {
        return new LabConfigurationException(at(node) + message);
    }

    private String at(Node node) {
        return where(node) + ": ";
    }

    /** For example {@code thresholds.yaml:4}. */
    public String where(Node node) {
        return source + ":" + line(node);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
