package org.nestlab.spi;

import static org.nestlab.spi.KeywordPatterns.contains;
import static org.nestlab.spi.KeywordPatterns.startsWith;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes secrets out of a text line by line, and remembers of a line what it says about those after it. */
final class SecretText {

    private static final int LONGEST_LIST = 100;

    /** In one, so that each line is searched once. */
    private static final KeywordPatterns PATTERNS =
            new KeywordPatterns(Stream.concat(SecretShapes.rules().stream(), SecretCommands.rules().stream())
                    .toList());

    /** What one line after "key:" may be: [upload-certs] Using certificate key: */
    private static final Pattern KEY_FOLLOWS = Pattern.compile("(?i)\\b(?:key|token|password|secret)(?: is)?:$");

    private static final Pattern MADE_BY_MACHINE = Pattern.compile(
            "(?:^|[\\s:])((?:[0-9a-f]{32,128}|[a-z0-9]{6}\\.[a-z0-9]{16}|[A-Za-z0-9+/_-]{40,200}={0,2}))$");

    // chpasswd <<EOF · cloud-init[2185]: Set the following 'random' passwords
    private static final KeywordPatterns LIST_BEGINS = new KeywordPatterns(List.of(
            startsWith("chpasswd", "(?i)\\bchpasswd\\b[^|]{0,60}<<-?\\s?"),
            contains("chpasswd:", "(?i)^\\s{0,40}(?:- )?chpasswd:\\s*$"),
            startsWith("following", "(?i)\\bfollowing '?random'? passwords?\\b"),
            startsWith("passwords", "(?i)\\bpasswords for the following users\\b")));

    // installer:C7BZexample · - "root:hunter2"
    private static final Pattern OF_LIST = Pattern.compile(
            "(?:^|[\\s\"'])([a-z_][a-z0-9_.-]{0,31}+):(?!R(?:ANDOM)?[\"']?$)([^\\s:][^\\s\"']{0,200})[\"']?$");

    // Private-Lines: 14 of PuTTY's files
    private static final Pattern LINES_FOLLOW = Pattern.compile("Private-Lines: ([0-9]{1,3})");

    private static final Pattern OF_YAML = Pattern.compile("^\\s{1,40}(?:- |[a-z_\"']{1,20}:)");

    private final String text;
    private final StringBuilder clean;
    private int copied;
    private int list;
    private int lines;
    private int block = -1;
    private char quote;
    private boolean key;
    private boolean value;
    private boolean wrapped;

    private SecretText(String text) {
        this.text = text;
        this.clean = new StringBuilder(text.length() + 64);
    }

    /** The text without its secrets; the same text where it holds none. Private keys in blocks are not looked for. */
    static String removedFrom(String text) {
        return new SecretText(text).removed();
    }

    private String removed() {
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            int next = end < 0 ? text.length() : end + 1;
            int to = end < 0 ? text.length() : end;
            while (to > from && text.charAt(to - 1) == '\r') {
                to--;
            }
            if (remembers() || LineFilter.matches(text, from, to)) {
                line(from, to);
            }
            from = next;
        }
        return copied == 0 ? text : clean.append(text, copied, text.length()).toString();
    }

    private boolean remembers() {
        return lines > 0 || list > 0 || block >= 0 || quote != 0 || key || value || wrapped;
    }

    private void line(int from, int to) {
        String line = text.substring(from, to);
        Cuts cuts = new Cuts();
        boolean wasWrapped = wrapped;
        boolean wasValue = value;
        boolean wasKey = key;
        wrapped = false;
        value = false;
        key = false;
        if (quote != 0) {
            closeQuote(line, cuts);
        }
        if (wasWrapped) {
            restOfWrapped(line, cuts);
        }
        if (block >= 0 && !inBlock(line, cuts)) {
            block = -1;
        }
        if (list > 0) {
            ofList(line, cuts);
        }
        if (wasKey) {
            Matcher made = MADE_BY_MACHINE.matcher(
                    line.substring(Math.max(0, line.length() - 300)).stripTrailing());
            if (made.find()) {
                int shift = Math.max(0, line.length() - 300);
                cuts.add(shift + made.start(1), shift + made.end(1));
            }
        }
        if (lines > 0) {
            lines--;
            cuts.add(0, line.length());
        }
        NamedValues names = new NamedValues(line, cuts);
        if (wasValue) {
            names.valueOfNamed();
        }
        names.find();
        PATTERNS.find(line, cuts);
        SecretShapes.clusterTokens(line, cuts);
        if (to == text.length()) {
            SecretShapes.findCut(line, cuts);
        }
        if (names.opensBlock()) {
            block = indentOf(line);
        }
        quote = names.openQuote() == 0 ? quote : names.openQuote();
        value = names.nameOfNext();
        String end = line.substring(Math.max(0, line.length() - 80)).stripTrailing();
        key = end.endsWith(":") && KEY_FOLLOWS.matcher(end).find();
        if (line.length() < 4000 && LIST_BEGINS.isIn(line)) {
            list = LONGEST_LIST;
        }
        if (line.startsWith("Private-Lines: ")) {
            Matcher follow = LINES_FOLLOW.matcher(line);
            lines = follow.matches() ? Integer.parseInt(follow.group(1)) : lines;
        }
        // a terminal of 80 columns breaks a word in two
        wrapped = line.length() >= 80 && (line.length() % 80 == 0 || line.length() == 132) && cuts.reach(line.length());
        if (!cuts.isEmpty()) {
            clean.append(text, copied, from);
            cuts.appendTo(clean, line);
            copied = to;
        }
    }

    /** What is left of a value whose quotes were opened in the line before: nothing where white space comes first. */
    private void closeQuote(String line, Cuts cuts) {
        int end = line.indexOf(quote);
        quote = 0;
        if (end >= 0 && end <= 200 && line.substring(0, end).chars().noneMatch(Character::isWhitespace)) {
            cuts.add(0, end);
        }
    }

    private static void restOfWrapped(String line, Cuts cuts) {
        int end = 0;
        while (end < line.length() && end < 200 && isOfToken(line.charAt(end))) {
            end++;
        }
        boolean alone = end == line.length();
        if (alone || (" \"'&,;<)}".indexOf(line.charAt(end)) >= 0 && ValueWords.isStrong(line.substring(0, end)))) {
            cuts.add(0, end);
        }
    }

    private static boolean isOfToken(char c) {
        return Character.isLetterOrDigit(c) || "+/=_-.$!@#%^*".indexOf(c) >= 0;
    }

    private boolean inBlock(String line, Cuts cuts) {
        int indent = indentOf(line);
        if (line.isBlank()) {
            return true;
        }
        if (indent <= block) {
            return false;
        }
        int end = line.stripTrailing().length();
        if (!line.startsWith(Cuts.REMOVED, indent)) {
            cuts.add(indent, end);
        }
        return true;
    }

    private void ofList(String line, Cuts cuts) {
        list--;
        int from = Math.max(0, line.length() - 300);
        Matcher entry = OF_LIST.matcher(line.substring(from).stripTrailing());
        if (entry.find()) {
            cuts.add(from + entry.start(2), from + entry.end(2));
        } else if (!OF_YAML.matcher(line).find() && !line.isBlank()) {
            list = 0;
        }
    }

    private static int indentOf(String line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }
}
