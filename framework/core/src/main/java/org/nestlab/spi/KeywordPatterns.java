package org.nestlab.spi;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Regular expressions that are tried only where a line has a keyword of theirs: dozens of them cost little more than
 * one pass over the line.
 */
final class KeywordPatterns {

    private final List<Rule> rules;
    private final KeywordSearch keywords;

    KeywordPatterns(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        this.keywords =
                new KeywordSearch(this.rules.stream().map(Rule::keywords).toList());
    }

    /** A pattern whose matches begin with one of the keywords, which blanks part. */
    static Rule startsWith(String keywords, String regex) {
        return new Rule(List.of(keywords.split(" ", -1)), true, Pattern.compile(regex), Found.GROUP);
    }

    /** A pattern that is found only in a line with one of the keywords. */
    static Rule contains(String keywords, String regex) {
        return new Rule(List.of(keywords.split(" ", -1)), false, Pattern.compile(regex), Found.GROUP);
    }

    /** Leaves out what the patterns find: of one pattern after the other, those of one do not overlap. */
    void find(String line, Cuts cuts) {
        find(line, (rule, match) -> rule.found().take(line, match, cuts));
    }

    private void find(String line, BiConsumer<Rule, Matcher> found) {
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
                findAt(begins, first, i, matcher, match -> found.accept(rule, match));
            } else {
                while (matcher.find()) {
                    found.accept(rule, matcher);
                }
            }
        }
    }

    /** Whether one of the patterns is found in the line. */
    boolean isIn(String line) {
        boolean[] isIn = {false};
        find(line, (rule, match) -> isIn[0] = true);
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

    /**
     * A pattern with its keywords.
     *
     * @param starts whether each match begins with one of the keywords, or has it anywhere in its line
     * @param found receives each match
     */
    record Rule(List<String> keywords, boolean starts, Pattern pattern, Found found) {

        Rule then(Found other) {
            return new Rule(keywords, starts, pattern, other);
        }
    }

    /** What is done with a match. */
    @FunctionalInterface
    interface Found {

        /** The first group is a secret. */
        Found GROUP = (line, match, cuts) -> cuts.add(match.start(1), match.end(1));

        void take(String line, Matcher match, Cuts cuts);
    }
}
