package org.nestlab.spi;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a value looks like: a secret, an ordinary word, a reference to one that is kept elsewhere. */
final class ValueWords {

    private static final int LONGEST_ORDINARY = 400;

    /** Values that are no password although they stand where one would. */
    private static final Set<String> ORDINARY = Set.of(
            "true",
            "false",
            "yes",
            "no",
            "none",
            "null",
            "nil",
            "~",
            "on",
            "off",
            "required",
            "disabled",
            "enabled",
            "invalid",
            "incorrect",
            "expired",
            "missing",
            "changed",
            "empty",
            "locked",
            "unset",
            "set",
            "ok",
            "failed",
            "denied",
            "optional",
            "ask",
            "prompt",
            "never",
            "removed",
            "redacted",
            "hidden",
            "masked",
            "unknown",
            "undefined",
            "default",
            "string",
            "files",
            "compat",
            "sss",
            "bearer",
            "basic",
            "success",
            "successful",
            "error",
            "done",
            "plaintext",
            "|",
            ">",
            "{",
            "[",
            "[]",
            "{}",
            "?",
            "-",
            "!",
            "*",
            "!!",
            "x",
            "...");

    /** ValueWords of sentences. */
    private static final Set<String> PROSE = Set.of(
            "no",
            "not",
            "is",
            "are",
            "the",
            "a",
            "an",
            "file",
            "such",
            "failed",
            "failure",
            "error",
            "updated",
            "required",
            "invalid",
            "incorrect",
            "expired",
            "authentication",
            "for",
            "from",
            "in",
            "of",
            "to",
            "files",
            "disabled",
            "enabled",
            "must",
            "cannot",
            "can't",
            "unable",
            "was",
            "has",
            "been",
            "denied",
            "and",
            "or",
            "with",
            "without",
            "user",
            "root",
            "changed",
            "mismatch",
            "found",
            "missing",
            "unexpected",
            "loaded",
            "read",
            "using",
            "please",
            "enter",
            "try",
            "again",
            "on",
            "by",
            "this",
            "that",
            "will",
            "be",
            "does",
            "systemd",
            "sss",
            "ldap",
            "compat",
            "command",
            "option",
            "unchanged",
            "exist",
            "successfully",
            "at",
            "as",
            "it",
            "only",
            "too",
            "set",
            "get",
            "deprecated",
            "requires",
            "requested",
            "unsupported",
            "unknown",
            "started",
            "starting",
            "created",
            "removed",
            "deleted",
            "loading",
            "reading",
            "manipulation",
            "conversation",
            "bad",
            "wrong",
            "need");

    // ${DB_PASSWORD} · $PASSWORD · $(cat f) · {{ x }} · <password> · %s · **** · xxxx · @file · file:x
    private static final Pattern REFERENCE = Pattern.compile(
            "\\$[{(].*|\\$[A-Za-z_][A-Za-z0-9_]*+|\\{\\{.*|<[^<>]*+>?|%[a-z({].*|[*]++|[xX]{3,}+|[.]++|@[/.].*|(?:file|env|vault|ref):.*"
                    + "|\\(removed\\).*|&[a-z]+;.*|\\[[a-z ]+].*",
            Pattern.DOTALL);
    // /var/lib/libvirt/qemu/master-key.aes · ./x · ~/x
    private static final Pattern PATH =
            Pattern.compile("(?:[.~]{0,2}/[a-z][a-zA-Z0-9._-]{0,60})(?:/[\\w.@-]{1,100}+){0,30}+/?");

    private ValueWords() {}

    static boolean isOrdinary(String value, SecretNames.Kind kind) {
        if (value.length() > LONGEST_ORDINARY) {
            return false;
        }
        if (value.isEmpty()
                || ORDINARY.contains(value.toLowerCase(Locale.ROOT))
                || REFERENCE.matcher(value).matches()) {
            return true;
        }
        if (PATH.matcher(value).matches()) {
            return true;
        }
        return kind != SecretNames.Kind.PASSWORD && isSmallNumber(value);
    }

    static boolean isProse(String word) {
        return PROSE.contains(bare(word).toLowerCase(Locale.ROOT));
    }

    /** Whether a word was hardly meant to be read: letters and digits mixed, or capitals within. */
    static boolean isStrong(String word) {
        String bare = bare(word);
        if (bare.length() < 5 || PATH.matcher(bare).matches() || bare.indexOf("://") > 0) {
            return false;
        }
        int letters = 0;
        int digits = 0;
        int others = 0;
        int capitals = 0;
        for (int i = 0; i < Math.min(bare.length(), 400); i++) {
            char c = bare.charAt(i);
            if (Character.isDigit(c)) {
                digits++;
            } else if (Character.isLetter(c)) {
                letters++;
                capitals += i > 0 && Character.isUpperCase(c) ? 1 : 0;
            } else if (c != '-' && c != '.') {
                others++;
            }
        }
        return letters > 0 && (digits > 0 || others > 0 || (capitals > 0 && capitals < letters - 1));
    }

    private static boolean isSmallNumber(String value) {
        if (value.length() > 10) {
            return false;
        }
        int from = value.startsWith("0x") ? 2 : 0;
        int longest = from == 2 ? 10 : 5;
        for (int i = from; i < value.length(); i++) {
            if (Character.digit(value.charAt(i), from == 2 ? 16 : 10) < 0) {
                return false;
            }
        }
        return value.length() <= longest;
    }

    private static String bare(String word) {
        int from = 0;
        int to = word.length();
        while (from < to && "\"'(“‘`".indexOf(word.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && "\"')”’`.,;:".indexOf(word.charAt(to - 1)) >= 0) {
            to--;
        }
        return word.substring(from, to);
    }
}
