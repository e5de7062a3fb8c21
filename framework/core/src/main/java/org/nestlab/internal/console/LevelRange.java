package org.nestlab.internal.console;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.machine.Level;

/** Levels that follow each other, from {@code least} to {@code most}. */
record LevelRange(int least, int most) {

    /** The host and every guest. */
    static final LevelRange ANY = new LevelRange(0, Integer.MAX_VALUE);

    // L1   L2+   L0-L1
    private static final Pattern FORM = Pattern.compile("L(\\d)(\\+|-L(\\d))?");

    /** Empty where the text has none of the forms {@code any}, {@code L1}, {@code L2+} and {@code L0-L1}. */
    static Optional<LevelRange> parse(String text) {
        if (text.equals("any")) {
            return Optional.of(ANY);
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int least = Integer.parseInt(matcher.group(1));
        if (matcher.group(2) == null) {
            return Optional.of(new LevelRange(least, least));
        }
        int most = matcher.group(3) == null ? ANY.most : Integer.parseInt(matcher.group(3));
        return Optional.of(new LevelRange(least, most)).filter(range -> range.least <= range.most);
    }

    boolean contains(Level level) {
        return level.depth() >= least && level.depth() <= most;
    }
}
