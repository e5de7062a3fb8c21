package org.nestlab.spi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.spi.SecretNames.Kind;

/** The values of Authorization, Cookie and Set-Cookie. */
final class HttpHeads {

    // Bearer eyJ… · Basic dXNlcjpwYXNz · Digest username="x", response="…"
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9-]{0,30}+)[ \\t]{1,9}+(?=\\S)");

    private static final Pattern PAIR = Pattern.compile("[^=;\\s\"']{1,128}+=\"?([^;\"'\\s]{1,8192}+)");

    private HttpHeads() {}

    /** Leaves out what is secret between the two places, and says where to go on. */
    static int value(String line, int from, int end, Kind kind, boolean firstAlone, Cuts cuts) {
        if (kind == Kind.COOKIE) {
            Matcher pair = PAIR.matcher(line).region(from, Math.max(from, end));
            while (pair.find()) {
                cuts.add(pair.start(1), pair.end(1));
                if (firstAlone) {
                    break;
                }
            }
            return end;
        }
        Matcher scheme = SCHEME.matcher(line).region(from, Math.max(from, end));
        int secret = scheme.lookingAt() ? scheme.end() : from;
        int to = secret;
        boolean many = scheme.reset().region(from, Math.max(from, end)).lookingAt()
                && !scheme.group(1).matches("(?i)bearer|basic|token|negotiate|ntlm|apikey|key");
        while (to < end
                && (many || (!Character.isWhitespace(line.charAt(to)) && "\"'\\<".indexOf(line.charAt(to)) < 0))) {
            to++;
        }
        if (!ValueWords.isOrdinary(line.substring(secret, to), Kind.TOKEN)
                && !ValueWords.isProse(line.substring(secret, to))) {
            cuts.add(secret, to);
        }
        return Math.max(to, from);
    }
}
