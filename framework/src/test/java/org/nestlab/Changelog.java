package org.nestlab;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form that Keep a Changelog 1.1.0 asks for: {@code ## [Unreleased]} first, then each release, newest first, as
 * {@code ## [1.2.3] - 2026-12-01}, and in each of them entries under {@code ### Added} and its like.
 */
final class Changelog {

    private static final Set<String> KINDS = Set.of("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security");
    private static final Pattern RELEASE =
            Pattern.compile("## \\[(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})] - \\d{4}-(?:0[1-9]|1[0-2])-[0-3]\\d");

    private Changelog() {}

    /** One sentence for each line that does not have that form. */
    static List<String> faults(String text) {
        List<String> faults = new ArrayList<>();
        int sections = 0;
        long before = Long.MAX_VALUE;
        String kind = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith("## ")) {
                kind = "";
                long version = version(line);
                boolean unreleased = line.equals("## [Unreleased]");
                if (unreleased && sections > 0) {
                    faults.add("Unreleased is not the first section");
                } else if (!unreleased && sections == 0) {
                    faults.add("the first section is not Unreleased");
                }
                sections++;
                if (!unreleased && version < 0) {
                    faults.add("not a release, expected '## [1.2.3] - 2026-12-01': " + line);
                } else if (!unreleased && version >= before) {
                    faults.add("not older than the release above it: " + line);
                }
                before = version < 0 ? before : version;
            } else if (line.startsWith("### ")) {
                kind = line.substring(4);
                if (!KINDS.contains(kind)) {
                    faults.add("not a kind of change, expected one of Added, Changed, …: " + line);
                }
            } else if (line.startsWith("- ") && kind.isEmpty()) {
                faults.add("an entry without a kind of change above it: " + line);
            }
        }
        if (sections == 0) {
            faults.add("there is no section");
        }
        return faults;
    }

    /** Whether there is a section of this release. */
    static boolean hasRelease(String text, String version) {
        return text.lines().anyMatch(line -> line.startsWith("## [" + version + "] - "));
    }

    /** A number that grows with the version, or -1 where the line is not the heading of a release. */
    private static long version(String line) {
        Matcher release = RELEASE.matcher(line);
        if (!release.matches()) {
            return -1;
        }
        return Long.parseLong(release.group(1)) * 100_000_000
                + Long.parseLong(release.group(2)) * 10_000
                + Long.parseLong(release.group(3));
    }
}
