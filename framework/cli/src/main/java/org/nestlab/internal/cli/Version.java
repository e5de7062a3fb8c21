package org.nestlab.internal.cli;

import java.util.Set;

/** Prints for {@code nestlab --version} the release of Nestlab and the Java that runs it; a bug report needs both. */
public final class Version {

    private static final Set<String> OPTIONS = Set.of("--version", "-V");

    private Version() {}

    /** Whether a command line asks for it alone: then no parser is needed, which takes longer than all the rest. */
    public static boolean isAllThatIsAskedFor(String... words) {
        return words.length == 1 && OPTIONS.contains(words[0]);
    }

    /** Prints it on standard output. */
    public static void print() {
        System.out.println(line());
    }

    /** For example {@code nestlab 0.1.0 (Java 17.0.15+6)}. */
    static String line() {
        return "nestlab %s (Java %s)".formatted(Release.nestlab(), Runtime.version());
    }
}
