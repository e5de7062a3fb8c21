package org.nestlab;

import java.util.List;
import java.util.regex.Pattern;

/** The fenced blocks of a Markdown document. */
final class Snippets {

    private static final Pattern INDENTED_JAVA = Pattern.compile("^ {4,}(?:@[A-Z]\\w*+.*|import .*;)$");

    private Snippets() {}

    /** The contents of the blocks of a language, in their order; each ends with a line break. */
    static List<String> of(String document, String language) {
        return Pattern.compile("^```%s\n(.*?)^```$".formatted(language), Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(document)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /**
     * Java that nothing compiles: the blocks that no source contains, and lines of Java that are indented instead of
     * fenced.
     *
     * @param sources the text of all sources that are compiled
     */
    static List<String> notCompiled(String document, String sources) {
        List<String> blocks = of(document, "java").stream()
                .filter(block -> !sources.contains(block))
                .toList();
        return blocks.isEmpty() ? indented(document) : blocks;
    }

    private static List<String> indented(String document) {
        return Pattern.compile("^```.*?^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(document)
                .replaceAll("")
                .lines()
                .filter(line -> INDENTED_JAVA.matcher(line).matches())
                .toList();
    }
}
