package org.nestlab.spi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds private keys in a text, whole or cut, on lines of their own or with their line ends written as {@code \n}. */
final class PrivateKeys {

    // -----BEGIN OPENSSH PRIVATE KEY-----   -----END PGP PRIVATE KEY BLOCK-----   ---- BEGIN SSH2 ENCRYPTED PRIVATE KEY
    // ----
    private static final Pattern MARK = Pattern.compile(
            "----(?:-| )(BEGIN|END) (?:(?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?|OpenVPN Static key V[0-9])(?:-| )----");

    /** Lines of a key have 64 or 70 characters; a word of prose has fewer than this. */
    private static final int LINE = 24;

    private PrivateKeys() {}

    static String removedFrom(String text) {
        Matcher mark = MARK.matcher(text);
        if (!mark.find()) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        int kept = 0;
        boolean more = true;
        while (more) {
            int start = mark.start();
            int end = mark.end();
            if (mark.group(1).equals("END")) {
                start = Math.max(kept, bodyBefore(text, start));
                more = mark.find();
            } else {
                more = mark.find();
                boolean whole = more && mark.group(1).equals("END");
                end = whole ? mark.end() : bodyAfter(text, end);
                more = whole ? mark.find() : more;
            }
            clean.append(text, kept, start).append(Cuts.REMOVED);
            kept = end;
        }
        return clean.append(text, kept, text.length()).toString();
    }

    /** Where the body of a key ends that has no end mark. */
    private static int bodyAfter(String text, int from) {
        int end = from;
        while (true) {
            int start = end;
            while (start < text.length() && isGap(text, start)) {
                start++;
            }
            int stop = start;
            while (stop < text.length() && isBody(text, stop)) {
                stop++;
            }
            // the last line of a key may be as short as a word: what stands alone on its line then goes too
            boolean isLast = stop == text.length() || (end > from && isGap(text, stop));
            if (stop == start || (stop - start < LINE && !isLast)) {
                return end;
            }
            end = stop;
        }
    }

    /** Where the body of a key begins that has no begin mark. */
    private static int bodyBefore(String text, int to) {
        int start = to;
        while (true) {
            int end = start;
            while (end > 0 && isGap(text, end - 1)) {
                end--;
            }
            int begin = end;
            while (begin > 0 && isBody(text, begin - 1)) {
                begin--;
            }
            boolean last = start == to;
            if (begin == end || (end - begin < LINE && !last && begin > 0)) {
                return start;
            }
            start = begin;
        }
    }

    private static boolean isBody(String text, int index) {
        char c = text.charAt(index);
        return ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "+/=".indexOf(c) >= 0)
                && !isGap(text, index);
    }

    /** White space, and both characters of an escaped line end. */
    private static boolean isGap(String text, int index) {
        char c = text.charAt(index);
        return Character.isWhitespace(c)
                || c == '\\'
                || ((c == 'n' || c == 'r') && index > 0 && text.charAt(index - 1) == '\\');
    }
}
