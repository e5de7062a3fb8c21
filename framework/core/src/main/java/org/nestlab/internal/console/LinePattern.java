package org.nestlab.internal.console;

import java.util.regex.Pattern;

/**
 * A pattern of a signature, and words that every line has in which it is found: nearly all lines lack them, which costs
 * far less to see than that the pattern is not in the line.
 *
 * @param pattern searched for in a line as it is, and in each of its messages
 * @param required empty where the pattern has no such words
 * @param characters those of these words
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
