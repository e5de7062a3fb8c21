package org.nestlab.suite;

import java.util.ArrayList;
import java.util.List;

/** The words of a line that bash's {@code printf %q} wrote. */
final class QuotedWords {

    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private QuotedWords(String line) {
        this.line = line;
    }

    /** For example {@code run, svm, -smp 2} of {@code run svm -smp\ 2}. A quote without an end reaches to the end. */
    static List<String> of(String line) {
        QuotedWords words = new QuotedWords(line);
        while (words.at < line.length()) {
            words.character(line.charAt(words.at++));
        }
        words.end();
        return List.copyOf(words.words);
    }

    private void character(char each) {
        if (each == ' ') {
            end();
            return;
        }
        inWord = true;
        if (each == '\\' && at < line.length()) {
            word.append(line.charAt(at++));
        } else if (each == '\'') {
            while (at < line.length() && line.charAt(at) != '\'') {
                word.append(line.charAt(at++));
            }
            at++;
        } else {
            word.append(each);
        }
    }

    private void end() {
        if (inWord) {
            words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
    }
}
