package org.nestlab.internal.console;

import java.util.List;
import java.util.Locale;
import org.nestlab.machine.Level;

/**
 * A kind of line in a console or a log that is worth knowing.
 *
 * @param name what happened, for people, for example {@code kernel panic}
 * @param effect what it does to the machine that prints it
 * @param levels the levels for which it is reported
 * @param patterns any of which is searched for in a line, and in the line without time stamp, level, host and the like
 * @param meaning one line for readers of a report
 * @param link where to read more; may be empty
 */
public record Signature(
        String name, Effect effect, LevelRange levels, List<LinePattern> patterns, String meaning, String link) {

    /** What it means that the line was printed; the worst comes first. */
    public enum Effect {
        KERNEL_DEAD,
        /** Kernel code failed; the machine may go on for a while. */
        KERNEL_OOPS,
        KERNEL_STUCK,
        USERSPACE_STUCK,
        /** Reported, but not fatal. */
        NOTE;

        /** The word in a table, for example {@code kernel-dead}. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Signature {
        patterns = List.copyOf(patterns);
    }

    /** Whether the machine that prints it cannot recover without help. */
    public boolean isFatal() {
        return effect != Effect.NOTE;
    }

    /** Whether a machine that printed the other line and now this one is in a worse state than before. */
    boolean outranks(Signature other) {
        return effect.compareTo(other.effect) < 0;
    }

    boolean isIn(LogLine line, Level level) {
        return levels.contains(level) && patterns.stream().anyMatch(pattern -> pattern.isIn(line));
    }
}
