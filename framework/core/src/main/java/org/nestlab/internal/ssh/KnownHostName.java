package org.nestlab.internal.ssh;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The name of a host, which the first field of a line of {@code known_hosts} may match. Case does not matter. */
final class KnownHostName {

    // |1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg=
    private static final String HASHED = "|1|";

    private final String name;

    KnownHostName(String name) {
        this.name = name.toLowerCase(Locale.ROOT);
    }

    /** @param hosts patterns separated by commas, or one hashed name */
    boolean matches(String hosts) {
        if (hosts.startsWith("|")) {
            return hosts.startsWith(HASHED) && isHash(hosts.substring(HASHED.length()));
        }
        boolean found = false;
        int from = 0;
        while (from <= hosts.length()) {
            int comma = hosts.indexOf(',', from);
            int to = comma < 0 ? hosts.length() : comma;
            boolean not = from < to && hosts.charAt(from) == '!';
            if (isLike(hosts.substring(not ? from + 1 : from, to).toLowerCase(Locale.ROOT))) {
                if (not) {
                    return false;
                }
                found = true;
            }
            from = to + 1;
        }
        return found;
    }

    /**
     * Whether the pattern matches the name: an asterisk stands for any characters, a question mark for one. The number
     * of steps is at most the product of both lengths.
     */
    private boolean isLike(String pattern) {
        int at = 0;
        int next = 0;
        int star = -1;
        int resume = 0;
        while (at < name.length()) {
            if (next < pattern.length() && pattern.charAt(next) == '*') {
                star = next++;
                resume = at;
            } else if (next < pattern.length()
                    && (pattern.charAt(next) == '?' || pattern.charAt(next) == name.charAt(at))) {
                at++;
                next++;
            } else if (star >= 0) {
                next = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (next < pattern.length() && pattern.charAt(next) == '*') {
            next++;
        }
        return next == pattern.length();
    }

    private boolean isHash(String saltAndHash) {
        int bar = saltAndHash.indexOf('|');
        if (bar <= 0) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(saltAndHash.substring(0, bar)), "HmacSHA1"));
            byte[] hash = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(hash, Base64.getDecoder().decode(saltAndHash.substring(bar + 1)));
        } catch (IllegalArgumentException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA1", e);
        }
    }
}
