package org.nestlab.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nestlab.spi.KeywordPatterns.contains;
import static org.nestlab.spi.KeywordPatterns.startsWith;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeywordPatternsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "ushers; 0@1 1@2 2@2",
                "HERS; 1@0 2@0",
                "shis; 3@1",
                "xx; ''",
                "''; ''",
                "hehe; 1@0 1@2",
                "h\u00e9 she; 0@3 1@4",
            })
    void everyKeywordIsFoundWhereItBegins(String text, String found) {
        KeywordSearch search =
                new KeywordSearch(List.of(List.of("she"), List.of("he"), List.of("hers", "ers "), List.of("his")));

        assertThat(shown(search.in(text))).isEqualTo(found);
    }

    @Test
    void theSameIsFoundAsByASearchForEach() {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            List<List<String>> keywords = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                keywords.add(List.of(word(random, "ab_", 1 + random.nextInt(5))));
            }
            String text = word(random, "aAbB_-\u00df", 60);

            assertThat(shown(new KeywordSearch(keywords).in(text))).as(text).isEqualTo(oneByOne(keywords, text));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "pass:one xpass:two PASS:three pass:four; one four",
                "pass:pass:one; pass:one",
                "  rootpw one; one",
                "a rootpw one; ''",
                "nothing; ''",
            })
    void aPatternIsFoundAsByASearchThroughTheLine(String line, String expected) {
        List<String> words = new ArrayList<>();
        KeywordPatterns.Found found = (text, match, cuts) -> words.add(match.group(1));
        KeywordPatterns patterns = new KeywordPatterns(List.of(
                startsWith("pass:", "\\bpass:(\\S{1,20}+)").then(found),
                contains("rootpw other", "^\\s{0,9}rootpw\\s(\\S{1,20}+)$").then(found)));
        patterns.find(line, new Cuts());

        assertThat(String.join(" ", words)).isEqualTo(expected);
        assertThat(patterns.isIn(line)).isEqualTo(!expected.isEmpty());
    }

    private static String oneByOne(List<List<String>> keywords, String text) {
        List<String> found = new ArrayList<>();
        for (int number = 0; number < keywords.size(); number++) {
            Matcher keyword = Pattern.compile("(?i)(?=" + keywords.get(number).get(0) + ")")
                    .matcher(text);
            while (keyword.find()) {
                found.add(number + "@" + keyword.start());
            }
        }
        return String.join(" ", found);
    }

    private static String shown(long[] begins) {
        List<String> found = new ArrayList<>();
        for (long begin : begins) {
            found.add((begin >> Integer.SIZE) + "@" + (int) begin);
        }
        return String.join(" ", found);
    }

    private static String word(Random random, String letters, int length) {
        StringBuilder word = new StringBuilder();
        while (word.length() < length) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }
}
