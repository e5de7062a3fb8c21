package org.nestlab.spi;

import java.util.regex.Pattern;

/** The words of one line that may be the name of a value, and what stands before them. */
final class NamesOfLine {

    // - name: DB_PASSWORD · "Key" : "DB_PASSWORD"
    private static final Pattern IS_NAME_OF_NEXT =
            Pattern.compile("(?:^|[\\s{,-])[\"']?(?i:name|key|variable)[\"']?\\s{0,9}[:=]\\s{0,9}\\\\{0,3}[\"']?$");

    private final String line;

    NamesOfLine(String line) {
        this.line = line;
    }

    /** Where the next name begins: the end of the line where none does. */
    int nameFrom(int from) {
        int at = from;
        while (at < line.length() && !beginsName(line.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Names have single dots and dashes within. */
    int endOfName(int start) {
        int end = start + 1;
        while (end < line.length() && (isOfName(line.charAt(end)) || joins(end))) {
            end++;
        }
        return end;
    }

    private boolean joins(int at) {
        char c = line.charAt(at);
        return (c == '.' || c == '-') && at + 1 < line.length() && isOfName(line.charAt(at + 1));
    }

    private static boolean beginsName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isOfName(char c) {
        return beginsName(c) || (c >= '0' && c <= '9');
    }

    /** What follows the last dot of a name. */
    String lastOf(int start, int end) {
        return end - start > 40 ? "" : line.substring(Math.max(start, line.lastIndexOf('.', end - 1) + 1), end);
    }

    static boolean isWorkingFolder(String word) {
        return word.equals("PWD") || word.equals("OLDPWD");
    }

    /** Whether what ends there is the prefix of an XML tag, as in {@code <ns:password>}. */
    boolean isXmlPrefix(int last) {
        int from = last;
        while (from > 0 && last - from < 20 && Character.isLetterOrDigit(line.charAt(from))) {
            from--;
        }
        return line.charAt(from) == '<';
    }

    boolean isNameOfNext(int start) {
        int at = start - 1;
        while (at >= 0
                && start - at < 40
                && (Character.isWhitespace(line.charAt(at)) || "\\\"'".indexOf(line.charAt(at)) >= 0)) {
            at--;
        }
        if (at < 0 || (line.charAt(at) != ':' && line.charAt(at) != '=')) {
            return false;
        }
        return IS_NAME_OF_NEXT
                .matcher(line.substring(Math.max(0, start - 40), start))
                .find();
    }
}
