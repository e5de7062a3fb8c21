package org.nestlab.spi;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Finds many keywords in one pass over a text (Aho and Corasick, 1975). The case of ASCII letters does not matter. The
 * cost for each character is one look-up in a table, however many keywords there are.
 */
final class KeywordSearch {

    private static final int ASCII = 128;
    private static final long[] NOTHING = {};

    /** The number of a character in {@link #next}; 0 for those that are in no keyword. */
    private final char[] codes = new char[ASCII];
    /** The state after a state and a character. */
    private final char[] next;
    /** The keywords that end in a state: their numbers and lengths. */
    private final long[][] ends;

    /** Whether {@link #ends} has any: asked for each character, and small. */
    private final boolean[] isEnd;

    private final int width;

    /** @param keywords in ASCII; the number of a keyword is that of its list */
    KeywordSearch(List<List<String>> keywords) {
        int letters = 0;
        int states = 1;
        for (List<String> each : keywords) {
            for (String keyword : each) {
                states += keyword.length();
                for (char c : keyword.toLowerCase(Locale.ROOT).toCharArray()) {
                    codes[c] = codes[c] == 0 ? (char) ++letters : codes[c];
                }
            }
        }
        for (char c = 'a'; c <= 'z'; c++) {
            codes[Character.toUpperCase(c)] = codes[c];
        }
        width = letters + 1;
        next = new char[states * width];
        ends = new long[states][];
        Arrays.fill(ends, NOTHING);
        int used = 1;
        for (int number = 0; number < keywords.size(); number++) {
            for (String keyword : keywords.get(number)) {
                used = add(keyword, number, used);
            }
        }
        linkSuffixes(used);
        isEnd = new boolean[states];
        for (int state = 0; state < states; state++) {
            isEnd[state] = ends[state].length > 0;
        }
    }

    private int add(String keyword, int number, int used) {
        int states = used;
        int state = 0;
        for (int i = 0; i < keyword.length(); i++) {
            int at = state * width + codes[keyword.charAt(i)];
            if (next[at] == 0) {
                next[at] = (char) states++;
            }
            state = next[at];
        }
        ends[state] = joined(ends[state], new long[] {(long) number << Integer.SIZE | keyword.length()});
        return states;
    }

    /** Lets each state go on as the longest suffix of what was read does, and end what that ends. */
    private void linkSuffixes(int used) {
        int[] suffix = new int[used];
        Deque<Integer> open = new ArrayDeque<>(List.of(0));
        while (!open.isEmpty()) {
            int state = open.remove();
            for (int code = 0; code < width; code++) {
                int at = state * width + code;
                int ofSuffix = state == 0 ? 0 : next[suffix[state] * width + code];
                if (next[at] == 0) {
                    next[at] = (char) ofSuffix;
                } else {
                    suffix[next[at]] = ofSuffix;
                    ends[next[at]] = joined(ends[next[at]], ends[ofSuffix]);
                    open.add((int) next[at]);
                }
            }
        }
    }

    private static long[] joined(long[] some, long[] others) {
        long[] all = Arrays.copyOf(some, some.length + others.length);
        System.arraycopy(others, 0, all, some.length, others.length);
        return all;
    }

    /** Where keywords begin: the number of each in the upper half, the place in the lower half; in ascending order. */
    long[] in(String text) {
        long[] found = NOTHING;
        int count = 0;
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            state = c < ASCII ? next[state * width + codes[c]] : 0;
            if (!isEnd[state]) {
                continue;
            }
            long[] here = ends[state];
            if (count + here.length > found.length) {
                found = Arrays.copyOf(found, 2 * found.length + here.length + 6);
            }
            for (long keyword : here) {
                int begin = i + 1 - (int) keyword;
                found[count++] = keyword >> Integer.SIZE << Integer.SIZE | begin;
            }
        }
        if (count == 0) {
            return NOTHING;
        }
        long[] sorted = Arrays.copyOf(found, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
