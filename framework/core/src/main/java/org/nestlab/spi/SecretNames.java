package org.nestlab.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a name says that its value is a secret: {@code DB_PASSWORD}, {@code passwd.plaintext-password.root},
 * {@code apiKey}, and not {@code password_file}, {@code lock_passwd}, {@code tokenizer}.
 */
final class SecretNames {

    /** What kind of secret a name promises. */
    public enum Kind {
        NONE,
        /** May be any word. */
        PASSWORD,
        /** A word made by a machine. */
        TOKEN,
        /** A list of {@code name=value}. */
        COOKIE,
        /** A scheme and a secret. */
        AUTHORIZATION
    }

    private static final int LONGEST = 200;

    // SetCredential=NAME:VALUE, io.systemd.credential:NAME=VALUE: the value is separated from its own name
    private static final Pattern NAMED_INSIDE = Pattern.compile(
            "(?:.{0,60}[.-])?set[_-]?credential(?:_binary|encrypted)?|io\\.systemd\\.credential(?:\\.binary)?");

    // password-secret=sec0 of QEMU: the name of an object
    private static final Pattern REFERENCE = Pattern.compile("(?:key|password|passphrase)-secret$");

    /** What a name has that may be one of a secret. */
    private static final KeywordSearch CORES = new KeywordSearch(
            List.of(List.of("pass", "pw", "psk", "pin", "secret", "token", "cred", "key", "jwt", "auth", "cookie")));

    private SecretNames() {}

    /** Where in a text the names may be whose values are secrets: a place in each, in ascending order. */
    static long[] mayBe(String text) {
        return CORES.in(text);
    }

    static Kind kind(String name) {
        if (name.length() > LONGEST) {
            return Kind.NONE;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("authorization") || lower.equals("proxy-authorization")) {
            return Kind.AUTHORIZATION;
        }
        if (lower.equals("cookie") || lower.equals("set-cookie")) {
            return Kind.COOKIE;
        }
        if ((lower.contains("credential") && NAMED_INSIDE.matcher(lower).matches())
                || (lower.endsWith("-secret") && REFERENCE.matcher(lower).find())) {
            return Kind.NONE;
        }
        List<String> words = words(name);
        for (int i = words.size() - 1; i >= 0; i--) {
            Kind kind = kind(words, i);
            if (kind != Kind.NONE) {
                return isSecret(words, i) ? kind : Kind.NONE;
            }
        }
        return Kind.NONE;
    }

    /** Whether "key" after this word is a secret one. */
    static boolean isBeforeKey(String word) {
        return SecretWords.KEYS.contains(word.toLowerCase(Locale.ROOT));
    }

    private static Kind kind(List<String> words, int at) {
        String word = withoutNumber(words.get(at));
        if (word.equals("key")) {
            return at > 0 && SecretWords.KEYS.contains(words.get(at - 1)) ? Kind.TOKEN : Kind.NONE;
        }
        if (SecretWords.PASSWORDS.contains(word)) {
            // "pass: 12", PWD=/root
            boolean vague = word.length() <= 4 && !word.equals("psk");
            return vague && words.size() == 1 && !word.equals("pwd") ? Kind.NONE : Kind.PASSWORD;
        }
        if (SecretWords.TOKENS.contains(word)) {
            return Kind.TOKEN;
        }
        if (word.equals("nopasswd") || word.equals("nopassword")) {
            return Kind.NONE;
        }
        for (String fused : SecretWords.FUSED) {
            // sslpassword · chpasswd · passwordhash
            if (word.endsWith(fused)
                    || (word.startsWith(fused)
                            && Set.of("hash", "crypted", "text", "plain").contains(word.substring(fused.length())))) {
                return fused.startsWith("pass") ? Kind.PASSWORD : Kind.TOKEN;
            }
        }
        if (word.endsWith("pwd") && !word.equals("oldpwd")) {
            return Kind.PASSWORD;
        }
        return word.endsWith("accesskey") || word.endsWith("secretkey") || word.endsWith("privatekey")
                ? Kind.TOKEN
                : Kind.NONE;
    }

    private static boolean isSecret(List<String> words, int at) {
        for (int i = 0; i < words.size(); i++) {
            if ((i < at && SecretWords.NOT_BEFORE.contains(words.get(i)))
                    || (i > at && SecretWords.NOT_AFTER.contains(words.get(i)))) {
                return false;
            }
        }
        return true;
    }

    /** db_password2: without up to four digits at the end. */
    private static String withoutNumber(String word) {
        int end = word.length();
        while (end > 0 && word.length() - end < 4 && isDigit(word.charAt(end - 1))) {
            end--;
        }
        return word.substring(0, end);
    }

    /** What a name is made of, in small letters: by underscores, dots, dashes, and by its capitals. */
    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            boolean sign = i < name.length() && "_.-".indexOf(name.charAt(i)) >= 0;
            if (i == name.length() || sign || (i > 0 && beginsWord(name, i))) {
                if (i > start) {
                    words.add(name.substring(start, i).toLowerCase(Locale.ROOT));
                }
                start = sign ? i + 1 : i;
            }
        }
        return words;
    }

    /** Whether a capital begins a word: dbPassword, DBPassword. */
    private static boolean beginsWord(String name, int at) {
        char before = name.charAt(at - 1);
        boolean afterSmall = isSmall(before) || isDigit(before);
        boolean lastCapital = isCapital(before) && at + 1 < name.length() && isSmall(name.charAt(at + 1));
        return isCapital(name.charAt(at)) && (afterSmall || lastCapital);
    }

    private static boolean isSmall(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
