package org.nestlab.spi;

import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Regular expressions that are tried only where a line has a keyword of theirs: dozens of them cost little more than one pass
 * over the line.
 */
final class KeywordPatterns {

    private final List<Rule> rules;
    private final KeywordSearch keywords;

    KeywordPatterns(Rule... rules) {
        this.rules = List.of(rules);
        this.keywords =
                new KeywordSearch(this.rules.stream().map(Rule::keywords).toList());
    }

    /** A pattern whose matches begin with one of the keywords, which blanks part. */
    static Rule startsWith(String keywords, String regex) {
        return new Rule(List.of(keywords.split(" ", -1)), true, Pattern.compile(regex));
    }

    /** A pattern that is found only in a line with one of the keywords. */
    static Rule contains(String keywords, String regex) {
        return new Rule(List.of(keywords.split(" ", -1)), false, Pattern.compile(regex));
    }

    /** Hands on each match in the line, for one pattern after the other; those of one pattern do not overlap. */
    void find(String line, Consumer<Matcher> found) {
        long[] begins = keywords.in(line);
        int i = 0;
        while (i < begins.length) {
            int number = (int) (begins[i] >> Integer.SIZE);
            int first = i;
            while (i < begins.length && (int) (begins[i] >> Integer.SIZE) == number) {
                i++;
            }
            Rule rule = rules.get(number);
            Matcher matcher = rule.pattern().matcher(line);
            if (rule.starts()) {
                findAt(begins, first, i, matcher, found);
            } else {
                while (matcher.find()) {
                    found.accept(matcher);
                }
            }
        }
    }

    /** Whether one of the patterns is found in the line. */
    boolean isIn(String line) {
        boolean[] isIn = {false};
        find(line, match -> isIn[0] = true);
        return isIn[0];
    }

    private static void findAt(long[] begins, int first, int last, Matcher matcher, Consumer<Matcher> found) {
        // what stands before the keyword counts, as for a search through the line
        matcher.useTransparentBounds(true).useAnchoringBounds(false);
        int length = matcher.regionEnd();
        int end = 0;
        for (int i = first; i < last; i++) {
            int begin = (int) begins[i];
            if (begin >= end && matcher.region(begin, length).lookingAt()) {
                end = matcher.end();
                found.accept(matcher);
            }
        }
    }

    /** @param starts whether each match begins with one of the keywords, or has it anywhere in its line */
    record Rule(List<String> keywords, boolean starts, Pattern pattern) {}
}
