package org.nestlab.spi;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes out of a text what nobody may read in a report. Every {@link LabEvent} has gone through it before a listener hears of
 * it; a listener that hands on other texts, as the messages of failures, puts them through it too.
 *
 * <ul>
 *   <li>private keys in PEM's and OpenSSH's form, also those that were cut at either end
 *   <li>values of {@code password}, {@code passwd}, {@code passphrase}, {@code secret}, {@code token} and {@code api-key}, in
 *       XML attributes, URLs, JSON and {@code key=value}
 *   <li>the password in {@code scheme://user:password@host}
 *   <li>password hashes of crypt(3), as {@code /etc/shadow} has them
 * </ul>
 */
public final class Secrets {

    /** What stands where a secret was. */
    public static final String REMOVED = "(removed)";

    private static final String NAMED =
            "(?i)((?:pass(?:word|wd|phrase)|secret|token|api[-_]?key)[\"']?\\s{0,9}[=:]\\s{0,9})";

    // every pattern here looks at a character a bounded number of times: consoles have megabytes
    private static final List<Rule> RULES = List.of(
            // "password" : "hunter2"
            new Rule(NAMED + "\"[^\"\\n]*\"", "$1\"" + REMOVED + "\""),
            // <graphics type='vnc' port='5900' passwd='hunter2'/>
            new Rule(NAMED + "'[^'\\n]*'", "$1'" + REMOVED + "'"),
            // jdbc:postgresql://host/db?user=x&password=hunter2   ssh_password: hunter2
            new Rule(NAMED + "(?![\"'(])[^\\s&;,<>\"']+", "$1" + REMOVED),
            // postgresql://nestlab:hunter2@host/db
            new Rule("(\\b[a-z][a-z0-9+.-]{0,20}://[^\\s/:@]{0,80}:)[^\\s/@]{1,200}@", "$1" + REMOVED + "@"),
            // root:$6$salt$hash:19000:0:99999:7:::
            new Rule("\\$(?:1|2[abxy]|5|6|7|y|gy)\\$[./A-Za-z0-9$=,]{8,}", REMOVED));

    private Secrets() {}

    /** The text without them; the same text where it holds none. */
    public static String removedFrom(String text) {
        String clean = PrivateKeys.removedFrom(text);
        for (Rule rule : RULES) {
            clean = rule.pattern().matcher(clean).replaceAll(rule.replacement());
        }
        return clean;
    }

    private record Rule(Pattern pattern, String replacement) {
        Rule(String regex, String replacement) {
            this(Pattern.compile(regex), replacement);
        }
    }
}
