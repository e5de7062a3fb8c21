package org.nestlab.spi;

import java.util.BitSet;
import java.util.List;

/**
 * Which lines of a text are worth a closer look: those with four characters in a row that begin a word about secrets or
 * the shape of one. Consoles have megabytes of other lines, so this takes one look at a table for each character.
 */
final class LineFilter {

    private static final int DIGIT = 27;
    private static final int DOLLAR = 30;
    private static final int SEPARATOR = 31;
    private static final int MASK = (1 << 20) - 1;

    /** Four characters each; {@code ?} is any one of them. */
    private static final List<String> STARTS = List.of(
            // names and words
            "pass",
            "vate",
            "radd",
            "rmod",
            "mong",
            "lftp",
            "rbd:",
            "pwd?",
            "?pwd",
            "otpw",
            "shpw",
            "psk?",
            "?psk",
            "secr",
            "toke",
            "cred",
            "cook",
            "auth",
            "bear",
            "?key",
            "hmac",
            "curl",
            "wget",
            "mysq",
            "mari",
            "clie",
            "-cli",
            "sign",
            "sig=",
            "ldap",
            "ipmi",
            "logi",
            "7z??",
            "zip?",
            // shapes
            "eyj?",
            "ghp_",
            "gho_",
            "ghu_",
            "ghs_",
            "ghr_",
            "gith",
            "glpa",
            "gl??",
            "xox?",
            "xapp",
            "akia",
            "asia",
            "aiza",
            "ya29",
            "sk_l",
            "sk_t",
            "rk_l",
            "rk_t",
            "sk-?",
            "whse",
            "npm_",
            "pypi",
            "dckr",
            "hvs?",
            "hvb?",
            "dop_",
            "sg??",
            "hf_?",
            "shpa",
            "k10?",
            "swmt",
            "tske",
            "age-",
            "slac",
            "disc",
            "pbkd",
            "ssha",
            "aq??",
            // crypt's hashes, and a shadow line's days
            "$1$?",
            "$2?$",
            "$5$?",
            "$6$?",
            "$7$?",
            "$y$?",
            "$gy$",
            "$apr",
            "$arg",
            "$sha",
            "$sm3",
            "$md5",
            "$p$?",
            "$1\\$",
            "$5\\$",
            "$6\\$",
            "$y\\$",
            ":111",
            "?://");

    private static final BitSet TABLE = table();

    private LineFilter() {}

    /** Whether a closer look at these characters may find anything. */
    static boolean matches(String text, int from, int to) {
        int last = 0;
        for (int i = from; i < to; i++) {
            last = (last << 5 | code(text.charAt(i))) & MASK;
            if (TABLE.get(last)) {
                return true;
            }
        }
        return false;
    }

    private static BitSet table() {
        BitSet table = new BitSet(MASK + 1);
        STARTS.forEach(start -> add(table, start, 0, 0));
        return table;
    }

    private static void add(BitSet table, String start, int place, int code) {
        if (place == start.length()) {
            table.set(code);
        } else if (start.charAt(place) == '?') {
            for (int any = 0; any < 32; any++) {
                add(table, start, place + 1, code << 5 | any);
            }
        } else {
            add(table, start, place + 1, code << 5 | code(start.charAt(place)));
        }
    }

    /** Letters without their case, digits as one, five others apart, and the rest as one. */
    private static int code(char c) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 1;
        }
        if (c >= 'A' && c <= 'Z') {
            return c - 'A' + 1;
        }
        if (c >= '0' && c <= '9') {
            return DIGIT;
        }
        return switch (c) {
            case '_' -> 28;
            case '-' -> 29;
            case '$' -> DOLLAR;
            case ':', '/' -> SEPARATOR;
            default -> 0;
        };
    }
}
