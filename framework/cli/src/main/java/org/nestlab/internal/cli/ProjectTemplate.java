package org.nestlab.internal.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of a new project, from the resources of this package. A word between two {@code @} is replaced by what the
 * caller gives for it, or else by that version of {@link Release}. A line that is such a word alone, and that is
 * replaced by nothing, goes.
 */
final class ProjectTemplate {

    private static final Pattern WORD = Pattern.compile("@([a-z][a-z0-9-]*)@\n?");

    private ProjectTemplate() {}

    /**
     * The text of one.
     *
     * @param name of the resource
     * @param values by word
     */
    static String fill(String name, Map<String, String> values) {
        Matcher word = WORD.matcher(read(name));
        StringBuilder text = new StringBuilder();
        while (word.find()) {
            String value = values.containsKey(word.group(1)) ? values.get(word.group(1)) : Release.of(word.group(1));
            boolean block = value.isEmpty() || value.endsWith("\n");
            boolean ends = word.group().endsWith("\n");
            word.appendReplacement(text, Matcher.quoteReplacement(value + (ends && !block ? "\n" : "")));
        }
        return word.appendTail(text).toString();
    }

    private static String read(String name) {
        String path = "project/" + name;
        try (InputStream in = Objects.requireNonNull(ProjectTemplate.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }
}
