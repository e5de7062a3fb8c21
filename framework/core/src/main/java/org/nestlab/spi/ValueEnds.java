package org.nestlab.spi;

import java.util.regex.Pattern;

/** Where values end in one line: at blanks, at delimiters, or at the quote that is open around them. */
final class ValueEnds {

    private static final Pattern IDENTIFIER_AND_SIGN = Pattern.compile("\\s{0,3}[A-Za-z_][\\w.-]{0,60}+=");

    private static final int LONGEST_HEAD = 8192;

    private final String line;

    /** How many quotes of either kind stand before {@link #counted}. */
    private int doubles;

    private int singles;
    private int counted;

    ValueEnds(String line) {
        this.line = line;
    }

    int bareEnd(int from, int to) {
        int end = to;
        while (end > from + 1 && ".,;:)".indexOf(line.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    /** Where a value without quotes ends. */
    int end(int from, int nameAt) {
        char before = nameAt > 0 ? line.charAt(nameAt - 1) : ' ';
        boolean inQuery = before == '?' || before == '&';
        boolean inOptions = before == ',' || before == ';' || before == '-';
        char outer = outerQuote(nameAt);
        int end = from;
        while (end < line.length()) {
            char c = line.charAt(end);
            if (Character.isWhitespace(c) || c == '<' || c == '>' || (c == outer && outer != 0)) {
                break;
            }
            if ((c == '"' || c == '\'') && (inQuery || inOptions || (outer == 0 && end + 1 == line.length()))) {
                break;
            }
            if (c == '\\' && end + 1 < line.length() && "n\"".indexOf(line.charAt(end + 1)) >= 0 && outer != 0) {
                break;
            }
            if (c == ',' && end + 1 < line.length() && line.charAt(end + 1) == ',') {
                end += 2;
                continue;
            }
            if ((inQuery && (c == '&' || c == ';' || c == '#'))
                    || (c == ',' && inOptions)
                    || (c == ';' && before == ';')) {
                break;
            }
            if (endsHere(end, c)) {
                break;
            }
            end++;
        }
        while (end > from + 1 && isUnopened(line.charAt(end - 1), from, end - 1)) {
            end--;
        }
        return Math.min(end, line.length());
    }

    /** Whether a delimiter ends a value: the line or a blank comes after it, or another name. */
    private boolean endsHere(int at, char c) {
        if (c != ',' && c != ';' && c != '&') {
            return false;
        }
        return at + 1 == line.length()
                || Character.isWhitespace(line.charAt(at + 1))
                || IDENTIFIER_AND_SIGN
                        .matcher(line)
                        .region(at + 1, Math.min(line.length(), at + 66))
                        .lookingAt();
    }

    /** Whether a closing bracket at the end belongs to what stands around the value. */
    private boolean isUnopened(char c, int from, int at) {
        int kind = ")]}".indexOf(c);
        return kind >= 0 && (at - from > 400 || line.substring(from, at).indexOf("([{".charAt(kind)) < 0);
    }

    int endOfOuter(int from, int nameAt) {
        char outer = outerQuote(nameAt);
        int most = Math.min(line.length(), from + LONGEST_HEAD);
        int end = outer == 0 ? -1 : line.substring(from, most).indexOf(outer);
        return end < 0 ? line.length() : from + end;
    }

    /** The quote that is open there; 0 for none. */
    private char outerQuote(int at) {
        if (at < counted) {
            counted = 0;
            doubles = 0;
            singles = 0;
        }
        for (; counted < at; counted++) {
            char c = line.charAt(counted);
            doubles += c == '"' ? 1 : 0;
            singles += c == '\'' ? 1 : 0;
        }
        return doubles % 2 == 1 ? '"' : singles % 2 == 1 ? '\'' : 0;
    }

    int blanks(int from) {
        int at = from;
        while (at < line.length() && at - from < 40 && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    int skip(int from, char c, int most) {
        int at = from;
        while (at < line.length() && at - from < most && line.charAt(at) == c) {
            at++;
        }
        return at;
    }
}
