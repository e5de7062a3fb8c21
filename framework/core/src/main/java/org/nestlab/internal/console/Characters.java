package org.nestlab.internal.console;

/**
 * Which of the 128 characters of ASCII a text has, as bits; others are left out. A text that lacks one of the
 * characters of a word does not have the word, which takes less to see than to search for a hundred words.
 *
 * @param low those below 64
 * @param high those from 64 on
 */
record Characters(long low, long high) {

    static Characters of(String text) {
        long low = 0;
        long high = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < 64) {
                low |= 1L << character;
            } else if (character < 128) {
                high |= 1L << (character - 64);
            }
        }
        return new Characters(low, high);
    }

    /** Whether all of the other ones are among these. */
    boolean have(Characters others) {
        return (others.low & ~low) == 0 && (others.high & ~high) == 0;
    }
}
