package org.nestlab.internal.console;

/**
 * Removes from a line what a terminal interprets and does not show: escape sequences (ECMA-48 and those of the Linux
 * console) and control characters. A sequence that does not end within its line loses only its introducer, so that what
 * follows is still read.
 *
 * <p>Takes time in proportion to the length of the line.
 */
final class Escapes {

    private static final char ESC = 0x1b;
    private static final char BEL = 0x07;
    private static final char DEL = 0x7f;
    private static final char CSI = 0x9b;
    private static final char STRING_TERMINATOR = 0x9c;

    /** Parameters of a control sequence: the longest that are in use have some 60. */
    private static final int LONGEST_SEQUENCE = 256;

    /** The address of a link (OSC 8) may have 2083 characters. */
    private static final int LONGEST_STRING = 2_400;

    private static final int PALETTE_DIGITS = 7;

    private Escapes() {}

    /** The line as a terminal shows it, except for movements of the cursor; tabs stay. */
    static String removed(String line) {
        int first = firstControl(line);
        if (first == line.length()) {
            return line;
        }
        StringBuilder shown = new StringBuilder(line.length()).append(line, 0, first);
        int at = first;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (!isControl(c)) {
                shown.append(c);
                at++;
            } else {
                at = end(line, at);
            }
        }
        return shown.toString();
    }

    private static int firstControl(String line) {
        int at = 0;
        while (at < line.length() && !isControl(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isControl(char c) {
        return (c < ' ' && c != '\t') || (c >= DEL && c < 0xa0);
    }

    /** Where the sequence, or the one control character, that begins here ends. */
    private static int end(String line, int start) {
        char c = line.charAt(start);
        if (c == CSI) {
            return controlSequence(line, start + 1);
        }
        if (isString(c - 0x40)) {
            return string(line, start + 1);
        }
        if (c != ESC || start + 1 == line.length()) {
            return start + 1;
        }
        char kind = line.charAt(start + 1);
        if (kind == '[') {
            return controlSequence(line, start + 2);
        }
        if (isString(kind)) {
            return palette(line, start + 2, kind);
        }
        int at = start + 1;
        while (at < line.length() && at - start < LONGEST_SEQUENCE && isIn(line.charAt(at), ' ', '/')) {
            at++;
        }
        return at < line.length() && isIn(line.charAt(at), '0', '~') ? at + 1 : start + 1;
    }

    /**
     * {@code 0;1;31m}, {@code ?2004h}, {@code !p}; the Linux console's {@code [A} for a function key has one character
     * more.
     */
    private static int controlSequence(String line, int start) {
        int at = start;
        int most = Math.min(line.length(), start + LONGEST_SEQUENCE);
        while (at < most && isIn(line.charAt(at), '0', '?')) {
            at++;
        }
        while (at < most && isIn(line.charAt(at), ' ', '/')) {
            at++;
        }
        return at < most && isIn(line.charAt(at), '@', '~') ? at + 1 : start;
    }

    /** DCS, SOS, OSC, PM and APC, by the second character of their seven-bit form. */
    private static boolean isString(int kind) {
        return kind == 'P' || kind == 'X' || kind == ']' || kind == '^' || kind == '_';
    }

    /** The Linux console's {@code ESC ] R} and {@code ESC ] P nrrggbb} have no end of their own. */
    private static int palette(String line, int start, char kind) {
        if (kind == ']' && line.startsWith("R", start)) {
            return start + 1;
        }
        if (kind == ']' && line.startsWith("P", start)) {
            int at = start + 1;
            while (at < line.length() && at - start <= PALETTE_DIGITS && Character.digit(line.charAt(at), 16) >= 0) {
                at++;
            }
            if (at - start == PALETTE_DIGITS + 1) {
                return at;
            }
        }
        return string(line, start);
    }

    /** {@code 3008;start=…} up to BEL, {@code ESC \} or what cancels it. */
    private static int string(String line, int start) {
        int most = Math.min(line.length(), start + LONGEST_STRING);
        for (int at = start; at < most; at++) {
            char c = line.charAt(at);
            if (c == BEL || c == STRING_TERMINATOR) {
                return at + 1;
            }
            if (c == ESC) {
                // Another sequence in the midst of it: this one was broken off, and what it is broken off by may be
                // worth reading.
                return line.startsWith("\\", at + 1) ? at + 2 : start;
            }
        }
        return start;
    }

    private static boolean isIn(char c, char least, char most) {
        return c >= least && c <= most;
    }
}
