package org.nestlab.internal.console;

import java.util.regex.Pattern;

/**
 * A pattern of a signature, with words that occur in every line that matches the pattern. Nearly all lines lack these
 * words, and that is much faster to check than the pattern.
 *
 * @param pattern searched for in a line, and in each of its messages
 * @param required the words; empty if the pattern has none
 * @param characters the characters of these words
 */
record LinePattern(Pattern pattern, String required, Characters characters) {

    static LinePattern of(Pattern pattern) {
        String required = pattern.flags() == 0 ? RequiredText.of(pattern.pattern()) : "";
        return new LinePattern(pattern, required, Characters.of(required));
    }

    boolean isIn(LogLine line) {
        return line.characters().have(characters)
                && line.text().contains(required)
                && (pattern.matcher(line.text()).find()
                        || line.messages().stream()
                                .anyMatch(message -> message.text().length()
                                                < line.text().length()
                                        && pattern.matcher(message.text()).find()));
    }
}
