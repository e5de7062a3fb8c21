package org.nestlab.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.machine.Command;

/**
 * How long a test of a collection of selftests may run. The collection's file {@code settings} says it, in seconds; the
 * suite ends a test then, whoever waits longer for it.
 *
 * @param collection for example {@code kvm}
 * @param own that of the file; 45 s where it has none, zero where it lets a test run as long as it likes
 */
record SelftestLimit(String collection, Duration own) {

    /** {@code kselftest_default_timeout} of {@code kselftest/runner.sh}. */
    private static final Duration DEFAULT = Duration.ofSeconds(45);

    /** For a test that the suite would let run as long as it likes. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /** Beside the limit: the suite's scripts on an emulated machine. */
    private static final Duration AROUND_A_TEST = Duration.ofMinutes(1);

    // timeout=120
    private static final Pattern TIMEOUT = Pattern.compile("(?m)^timeout=([0-9]{1,6})[ \\t]*+$");

    /** That of a collection in an installed suite. */
    static SelftestLimit of(Path folder, String collection) {
        Path settings = folder.resolve(collection).resolve("settings");
        if (!Files.isRegularFile(settings)) {
            return new SelftestLimit(collection, DEFAULT);
        }
        Matcher said = TIMEOUT.matcher(SuiteFiles.read("the settings of the suite's tests", settings));
        return new SelftestLimit(collection, said.find() ? Duration.ofSeconds(Long.parseLong(said.group(1))) : DEFAULT);
    }

    /** What makes a copy of the suite give each test that time, where its own limit is shorter. */
    Command raisedTo(Duration atLeast) {
        if (own.isZero() || own.compareTo(atLeast) >= 0) {
            return Command.of("true");
        }
        String settings = Command.quote(collection + "/settings");
        return Command.shell(
                "{ grep -v '^timeout=' %1$s; echo timeout=%2$d; } >%1$s.new 2>/dev/null && mv %1$s.new %1$s"
                        .formatted(settings, atLeast.toSeconds()));
    }

    /** How long the machine gets for a test: longer than the suite itself lets it run. */
    Duration ofCommand(Duration atLeast) {
        Duration limit = own.isZero() ? LONGEST : own;
        return (limit.compareTo(atLeast) > 0 ? limit : atLeast).plus(AROUND_A_TEST);
    }
}
