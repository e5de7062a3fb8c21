package org.nestlab.internal.console;

/**
 * The set of ASCII characters that occur in a text, as bits; other characters are left out. A text without one of the
 * characters of a word cannot contain the word, and this is faster to check than to search for a hundred words.
 *
 * @param low characters below 64
 * @param high characters from 64 on
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

    /** Whether this set contains all characters of the other set. */
    boolean have(Characters others) {
        return (others.low & ~low) == 0 && (others.high & ~high) == 0;
    }
}
