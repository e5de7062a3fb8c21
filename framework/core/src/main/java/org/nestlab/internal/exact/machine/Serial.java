package org.nestlab.internal.exact.machine;

import java.util.Optional;
import org.nestlab.machine.Level;

/** Which level printed a line of L1's serial line. */
public final class Serial {

    /** The prefix of L2's lines within L1's. */
    static final String L2 = "L2: ";

    private static final String L3 = "L3: ";

    /** What the init of each level prints first. */
    static final String BEGIN = "nestlab-exact: begin";

    private Serial() {}

    public static boolean isOfL2(String line) {
        return line.startsWith(L2);
    }

    /** The level that printed a line: L3's comes through L2, as {@code L2: L3: }. */
    static Level level(String line) {
        return !isOfL2(line) ? Level.L1 : line.startsWith(L3, L2.length()) ? Level.L3 : Level.L2;
    }

    /** Whether L2's kernel has booted: its init says so. */
    static boolean isBeginOfL2(String line) {
        return ofL2(line).filter(BEGIN::equals).isPresent();
    }

    /** The line as L2 printed it; empty if it is L1's. */
    public static Optional<String> ofL2(String line) {
        return isOfL2(line) ? Optional.of(line.substring(L2.length())) : Optional.empty();
    }
}
