package org.nestlab.suite;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A test of kvm-unit-tests, as its list describes it.
 *
 * @param section its lines in {@code unittests.cfg}, from {@code [name]} on; empty for a standalone script
 * @param groups for example {@code vmexit}, {@code nodefault}
 * @param limit how long the list lets it run; zero where the list does not say, or says that there is no limit
 */
record UnitTestEntry(String name, String section, List<String> groups, Duration limit) {

    // What timeout(1) takes: 30, 30s, 1.5m
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(?:\\.[0-9]{1,3})?([smhd]?)");

    UnitTestEntry {
        groups = List.copyOf(groups);
    }

    /** Whether the suite runs it only when it is asked for by hand. */
    boolean isByHand() {
        return groups.contains("nodefault");
    }

    /**
     * How long it may run.
     *
     * @param atLeast the limit that each test gets; one of the list's own is never cut, only a shorter one is made
     *     longer
     */
    Duration limit(Duration atLeast) {
        return limit.compareTo(atLeast) > 0 ? limit : atLeast;
    }

    /** A limit as the list writes it; zero where it is none. */
    static Duration limitOf(String text) {
        Matcher matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            return Duration.ZERO;
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofSeconds(count);
        };
    }
}
