package org.nestlab.internal.guest;

import org.nestlab.internal.console.LogLine;

/** Counts the boots that a console shows, from its text in pieces of whole lines. */
final class BootLines {

    // Our image prints the one at each boot, most kernels the other:
    // nestlab: seed applied
    // [    0.000000][    T0] Linux version 6.1.0-37-amd64 (debian-kernel@lists.debian.org) …
    private static final String SEED = "nestlab: seed applied";
    private static final String VERSION = "Linux version ";

    private long seeds;
    private long versions;

    /** Counts the boots of the text that comes next. */
    void add(String text) {
        seeds += lines(text, SEED, Double.NaN);
        versions += lines(text, VERSION, 0);
    }

    /**
     * How often the console shows a kernel's or the image's start, with whatever the firmware and a boot loader print
     * before it.
     */
    long boots() {
        return Math.max(seeds, versions);
    }

    /** Parses only the lines that have these words, because a console may have many megabytes. */
    private static long lines(String console, String words, double stamp) {
        String word = words.substring(words.indexOf(' ') + 1);
        long count = 0;
        int end = 0;
        for (int at = console.indexOf(word); at >= 0; at = console.indexOf(word, end)) {
            int start = at;
            while (start > end && !isEnd(console.charAt(start - 1))) {
                start--;
            }
            end = at;
            while (end < console.length() && !isEnd(console.charAt(end))) {
                end++;
            }
            count += LogLine.of(console.substring(start, end)).says(words, stamp) ? 1 : 0;
        }
        return count;
    }

    /** Whether a line ends with this character. */
    static boolean isEnd(char c) {
        return c == '\n' || c == '\r';
    }
}
