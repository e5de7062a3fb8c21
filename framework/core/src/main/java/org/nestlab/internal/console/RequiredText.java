package org.nestlab.internal.console;

/** Finds the longest text that every line must contain that a regular expression matches. */
final class RequiredText {

    /** Escapes that mean one character or a place, and have nothing after their letter. */
    private static final String PLAIN_ESCAPES = "bBdDsSwWhHvVAzZGtnrfeaRX";

    private final String regex;
    private final StringBuilder run = new StringBuilder();
    private String longest = "";
    private int depth;
    private int at;

    private RequiredText(String regex) {
        this.regex = regex;
    }

    /** The text; empty if no text is certain, for example because of alternatives or flags. */
    static String of(String regex) {
        RequiredText text = new RequiredText(regex);
        while (text.at < regex.length()) {
            if (!text.step(regex.charAt(text.at))) {
                return "";
            }
        }
        text.endRun();
        return text.longest;
    }

    /** Reads one piece of the expression; false if nothing is certain after it. */
    private boolean step(char c) {
        at++;
        return switch (c) {
            case '\\' -> escape();
            case '[' -> {
                endRun();
                yield characterClass();
            }
            case '(' -> {
                endRun();
                depth++;
                yield !changesWhatIsLiteral();
            }
            case ')' -> {
                depth--;
                yield true;
            }
            case '|' -> depth > 0;
            case '?', '*', '{' -> {
                dropLast();
                endRun();
                at = c == '{' ? Math.max(at, regex.indexOf('}', at) + 1) : at;
                yield true;
            }
            case '+', '.', '^', '$' -> {
                endRun();
                yield true;
            }
            default -> {
                literal(c);
                yield true;
            }
        };
    }

    /** Whether a group begins here that sets flags, for example {@code (?i)}. */
    private boolean changesWhatIsLiteral() {
        return regex.startsWith("?", at) && (at + 1 >= regex.length() || ":=!<>".indexOf(regex.charAt(at + 1)) < 0);
    }

    private boolean escape() {
        if (at == regex.length()) {
            return false;
        }
        char escaped = regex.charAt(at++);
        if (escaped < 0x80 && Character.isLetterOrDigit(escaped)) {
            endRun();
            return PLAIN_ESCAPES.indexOf(escaped) >= 0;
        }
        literal(escaped);
        return true;
    }

    private boolean characterClass() {
        int open = 1;
        // A bracket that closes at once is one of the characters: []a] and [^]a].
        at += regex.startsWith("^", at) ? 1 : 0;
        at += regex.startsWith("]", at) ? 1 : 0;
        while (at < regex.length() && open > 0) {
            char c = regex.charAt(at++);
            if (c == '\\') {
                at++;
            } else if (c == '[') {
                open++;
            } else if (c == ']') {
                open--;
            }
        }
        return open == 0;
    }

    private void literal(char c) {
        if (depth == 0) {
            run.append(c);
        }
    }

    private void dropLast() {
        if (depth == 0 && run.length() > 0) {
            run.setLength(run.offsetByCodePoints(run.length(), -1));
        }
    }

    private void endRun() {
        if (run.length() > longest.length()) {
            longest = run.toString();
        }
        run.setLength(0);
    }
}
