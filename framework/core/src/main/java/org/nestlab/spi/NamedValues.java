package org.nestlab.spi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.spi.SecretNames.Kind;

/**
 * Finds the values of names that say so, in every spelling that gives a name a value: shell, INI, YAML, JSON, TOML,
 * XML, options, heads of HTTP, queries of URLs.
 */
final class NamedValues {

    /** As the ends of an opening XML tag: its attributes. */
    private static final Pattern ATTRIBUTES = Pattern.compile("(?:\\s[^<>]{0,200}+)?>");

    // , "value": "hunter2" · value=
    private static final Pattern VALUE_FOLLOWS = Pattern.compile(
            "\\\\{0,3}[\"']?\\s{0,9},?\\s{0,9}\\\\{0,3}[\"']?(?i:value)\\\\{0,3}[\"']?\\s{0,9}[:=]\\s{0,9}");

    private static final Pattern VALUE_OF_NEXT =
            Pattern.compile("^[\\s{]{0,60}-?\\s?[\"']?(?i:value)[\"']?\\s{0,9}[:=]\\s{0,9}");

    private static final int LONGEST_SENTENCE = 1000;

    private final String line;
    private final Cuts cuts;
    private final NamesOfLine names;
    private final ValueEnds ends;
    private boolean opensBlock;
    private boolean nameOfNext;
    private char openQuote;

    NamedValues(String line, Cuts cuts) {
        this.line = line;
        this.cuts = cuts;
        this.names = new NamesOfLine(line);
        this.ends = new ValueEnds(line);
    }

    /** Whether a YAML block with a secret follows. */
    boolean opensBlock() {
        return opensBlock;
    }

    /** Whether the next line may have the value of a name that this one ends with. */
    boolean nameOfNext() {
        return nameOfNext;
    }

    /** The quote that a secret at the end of the line was opened with; 0 for none. */
    char openQuote() {
        return openQuote;
    }

    /** Leaves out the value where the line is {@code value: X}. */
    void valueOfNamed() {
        Matcher value = VALUE_OF_NEXT.matcher(line);
        if (value.find()) {
            value(value.end(), Kind.PASSWORD, ':', 0);
        }
    }

    void find() {
        long[] places = SecretNames.mayBe(line);
        int place = 0;
        int start = names.nameFrom(0);
        int startBefore = 0;
        int endBefore = -1;
        while (start < line.length()) {
            while (place < places.length && places[place] < start) {
                place++;
            }
            if (place == places.length) {
                return;
            }
            int end = names.endOfName(start);
            int from = end;
            if (places[place] < end) {
                String word = line.substring(start, end);
                Kind kind = SecretNames.kind(word);
                if (word.equalsIgnoreCase("key")) {
                    boolean follows = endBefore == start - 1
                            && endBefore >= 0
                            && line.charAt(endBefore) == ' '
                            && SecretNames.isBeforeKey(names.lastOf(startBefore, endBefore));
                    kind = follows ? Kind.TOKEN : kind;
                }
                if (kind != Kind.NONE && !NamesOfLine.isWorkingFolder(word)) {
                    from = Math.max(from, after(start, end, kind));
                }
            }
            startBefore = start;
            endBefore = end;
            start = names.nameFrom(from);
        }
    }

    /** Looks at what follows a name, and says from where on names are looked for again. */
    private int after(int start, int end, Kind kind) {
        if ((start > 0 && line.charAt(start - 1) == '<')
                || (start > 1 && line.charAt(start - 1) == ':' && names.isXmlPrefix(start - 2))) {
            Matcher attributes = ATTRIBUTES.matcher(line).region(end, Math.min(line.length(), end + 210));
            return attributes.lookingAt() && line.charAt(attributes.end() - 2) != '/' ? element(attributes.end()) : end;
        }
        int at = end;
        Matcher value = VALUE_FOLLOWS.matcher(line).region(end, Math.min(line.length(), end + 60));
        if (names.isNameOfNext(start)) {
            if (value.lookingAt()) {
                return value(value.end(), Kind.PASSWORD, ':', start);
            }
            String rest = line.substring(end, Math.min(line.length(), end + 4)).strip();
            nameOfNext = line.length() - end <= 3 && (rest.isEmpty() || rest.matches("[\"',]{1,2}"));
        }
        at = ends.skip(at, '\\', 3);
        boolean quoted = at < line.length() && (line.charAt(at) == '"' || line.charAt(at) == '\'');
        at = quoted ? at + 1 : end;
        at = quoted ? ends.skip(at, ']', 1) : at;
        int blanks = at;
        at = ends.blanks(at);
        if (at >= line.length()) {
            return end;
        }
        char sign = line.charAt(at);
        char next = at + 1 < line.length() ? line.charAt(at + 1) : 0;
        if ((sign == ':' && next == ':') || (sign == '=' && (next == '=' || next == '~'))) {
            return end;
        }
        if (sign == '=' || sign == ':') {
            int from = at + (next == '>' || (sign == ':' && next == '=') ? 2 : 1);
            int valueAt = ends.blanks(from);
            return value(
                    valueAt, kind, sign == ':' && valueAt == from && kind != Kind.AUTHORIZATION ? '.' : sign, start);
        }
        boolean option = start > 0 && line.charAt(start - 1) == '-' && !quoted && at > blanks;
        return option ? option(at, kind, end) : end;
    }

    private int element(int from) {
        int to = line.indexOf('<', from);
        to = to < 0 ? line.length() : to;
        if (!ValueWords.isOrdinary(line.substring(from, to).strip(), Kind.PASSWORD)) {
            cuts.add(from, to);
        }
        return to;
    }

    private int option(int from, Kind kind, int end) {
        char first = line.charAt(from);
        if (first == '"' || first == '\'') {
            return value(from, kind, ' ', from);
        }
        int to = from;
        while (to < line.length()
                && !Character.isWhitespace(line.charAt(to))
                && "\"'`|;&<>".indexOf(line.charAt(to)) < 0) {
            to++;
        }
        String word = line.substring(from, to);
        if (first == '-' || ValueWords.isOrdinary(word, kind) || ValueWords.isProse(word) || word.startsWith("id=")) {
            return end;
        }
        if (kind == Kind.COOKIE || kind == Kind.AUTHORIZATION) {
            return end;
        }
        // --root-password password:hunter2 of virt-customize
        int selector = word.lastIndexOf("password:");
        cuts.add(selector < 0 ? from : from + selector + "password:".length(), to);
        return to;
    }

    /**
     * Leaves out the value that begins there.
     *
     * @param sign what stands before it: {@code =}, a colon with a blank, {@code .} for one without, a blank for an
     *     option
     */
    private int value(int from, Kind kind, char sign, int nameAt) {
        if (from >= line.length()) {
            return from;
        }
        int open = ends.skip(from, '\\', 3);
        char first = open < line.length() ? line.charAt(open) : 0;
        if (first == '"' || first == '\'') {
            return quoted(from, open, kind);
        }
        if (kind == Kind.AUTHORIZATION || kind == Kind.COOKIE) {
            int end = ends.endOfOuter(from, nameAt);
            return HttpHeads.value(line, from, end, kind, line.regionMatches(true, nameAt, "set-", 0, 4), cuts);
        }
        if (isBlockMark(from)) {
            opensBlock = true;
            return line.length();
        }
        if (sign == ':') {
            return afterColon(from, kind, nameAt);
        }
        int end = ends.end(from, nameAt);
        if (!ValueWords.isOrdinary(line.substring(from, end), kind)) {
            cuts.add(from, end);
            return end;
        }
        return from;
    }

    private boolean isBlockMark(int from) {
        String rest = line.substring(from, Math.min(line.length(), from + 6)).stripTrailing();
        return line.length() - from <= 6 && rest.matches("[|>][+-]?[0-9]?[+-]?");
    }

    private int quoted(int from, int open, Kind kind) {
        char mark = line.charAt(open);
        int slashes = open - from;
        int end = open + 1;
        while (end < line.length()) {
            char c = line.charAt(end);
            if (c == '\\') {
                int run = ends.skip(end, '\\', Integer.MAX_VALUE);
                boolean closes = slashes > 0 && run - end == slashes && run < line.length() && line.charAt(run) == mark;
                if (closes) {
                    break;
                }
                end = Math.min(line.length(), (run - end) % 2 == 1 || slashes > 0 ? run + 1 : run);
            } else if (c == mark) {
                break;
            } else {
                end++;
            }
        }
        if (end >= line.length()) {
            openQuote = mark;
            end = line.length();
        }
        int start = open + 1;
        if (kind == Kind.AUTHORIZATION || kind == Kind.COOKIE) {
            return HttpHeads.value(line, start, end, kind, false, cuts);
        }
        if (!ValueWords.isOrdinary(line.substring(start, end), kind)) {
            cuts.add(start, end);
        }
        return Math.min(line.length(), end + 1);
    }

    private int afterColon(int from, Kind kind, int nameAt) {
        int end = ends.endOfOuter(from, nameAt);
        String rest =
                line.substring(from, Math.min(end, from + LONGEST_SENTENCE)).stripTrailing();
        int first = 0;
        while (first < rest.length() && !Character.isWhitespace(rest.charAt(first))) {
            first++;
        }
        int to = ends.end(from, nameAt);
        String word = line.substring(from, Math.max(from, to));
        String others = rest.substring(first).strip();
        if (ValueWords.isOrdinary(word, kind)) {
            return from;
        }
        if (others.isEmpty() || others.startsWith("#") || to < from + first) {
            cuts.add(from, to);
            return to;
        }
        if (ValueWords.isStrong(word) || isField(others)) {
            int bare = ends.bareEnd(from, to);
            cuts.add(from, bare);
            return bare;
        }
        String[] words = rest.length() > 400 ? new String[0] : rest.split("\\s+");
        for (String each : words) {
            if (ValueWords.isProse(each)) {
                return from;
            }
        }
        if (kind != Kind.PASSWORD || words.length == 0 || words.length > 8) {
            return from;
        }
        int stop = from + rest.length();
        cuts.add(from, stop);
        return stop;
    }

    /** Whether another name with its value comes first: {@code user: x}. */
    private static boolean isField(String others) {
        int end = 0;
        while (end < others.length() && end < 60 && !Character.isWhitespace(others.charAt(end))) {
            end++;
        }
        String word = others.substring(0, end);
        return word.endsWith(":") || word.indexOf('=') > 0 || word.matches("[(|&].{0,59}");
    }
}
