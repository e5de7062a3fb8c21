package org.nestlab.internal.shard;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several runs that divide the tests of a project.
 *
 * @param number from 1 to {@code of}
 * @param of how many there are, at most {@link #MOST}
 */
public record Shard(int number, int of) {

    /** More than any CI server has agents for one build. */
    public static final int MOST = 1_000;

    /** For messages. */
    public static final String WANTED =
            "NUMBER/COUNT, like 2/4: the number from 1 to the count, the count at most " + MOST;

    // 2/4
    private static final Pattern FORM = Pattern.compile("([0-9]{1,4})/([0-9]{1,4})");

    /** The shard of a text as {@link #toString} writes it; empty if it is not one. */
    public static Optional<Shard> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Shard shard = new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        return shard.number >= 1 && shard.number <= shard.of && shard.of <= MOST
                ? Optional.of(shard)
                : Optional.empty();
    }

    @Override
    public String toString() {
        return number + "/" + of;
    }
}
