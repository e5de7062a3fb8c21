package org.nestlab.internal.secret;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * URLs with a mark in the place of each password, for messages. Rather a word too many is left out than a part of a
 * password shown.
 */
public final class Masked {

    private static final String MARK = "***";

    // jdbc:postgresql://db.example/nestlab?user=ci&password=s3cret&sslpassword=x
    private static final Pattern QUERY = Pattern.compile("(?i)([?&;][a-z]{0,20}password=)([^&]+)");
    // 5432 · 5432,other:5433
    private static final Pattern PORTS = Pattern.compile("[0-9]{1,5}(,[A-Za-z0-9.-]{1,99}+(:[0-9]{1,5})?+){0,9}+");

    private Masked() {}

    /** The URL without its passwords. */
    public static String url(String url) {
        return url(url, secret -> {});
    }

    /**
     * The URL without its passwords.
     *
     * @param secrets is told each, as it is spelt there
     */
    public static String url(String url, Consumer<String> secrets) {
        String query = QUERY.matcher(url).replaceAll(match -> {
            secrets.accept(match.group(2));
            return Matcher.quoteReplacement(match.group(1) + MARK);
        });
        return authority(query, secrets);
    }

    /**
     * What stands between the first colon after the slashes and the last at sign: few drivers take a password there,
     * but people write it there.
     */
    private static String authority(String url, Consumer<String> secrets) {
        int start = url.indexOf("//") + 2;
        int end = url.lastIndexOf('@');
        int colon = start < 2 ? -1 : colon(url, start);
        if (colon < 0 || end <= colon || isPort(url, colon)) {
            return url;
        }
        secrets.accept(url.substring(colon, end));
        return url.substring(0, colon) + MARK + url.substring(end);
    }

    /** The place after the colon that ends a user's or a host's name; less than 0 where none does. */
    private static int colon(String url, int start) {
        int from = url.startsWith("[", start) ? Math.max(start, url.indexOf(']', start)) : start;
        for (int i = from; i < url.length(); i++) {
            if (url.charAt(i) == ':') {
                return i + 1;
            }
            if (url.regionMatches(true, i, "%3a", 0, 3)) {
                return i + 3;
            }
            if ("/?@".indexOf(url.charAt(i)) >= 0) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isPort(String url, int from) {
        int to = from;
        while (to < url.length() && "/?@".indexOf(url.charAt(to)) < 0) {
            to++;
        }
        int at = url.indexOf('@', to);
        int equals = url.indexOf('=', to);
        return PORTS.matcher(url.substring(from, to)).matches() && equals >= 0 && equals < at;
    }
}
