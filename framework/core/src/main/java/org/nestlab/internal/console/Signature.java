package org.nestlab.internal.console;

import java.util.List;
import java.util.Locale;
import org.nestlab.machine.Level;

/**
 * What a console or a log prints that is worth knowing.
 *
 * @param name what happened, for people, for example {@code kernel panic}
 * @param effect what it does to the machine that prints it
 * @param levels of which levels it is told
 * @param patterns any of which is searched for in a line, and in what is left of it without time stamp, level, host and
 *     the like
 * @param meaning one line for readers of a report
 * @param link where more is to be read, or empty
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

        /** As a table has it: {@code kernel-dead}. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Signature {
        patterns = List.copyOf(patterns);
    }

    /** Whether what prints it will not get well by itself. */
    public boolean isFatal() {
        return effect != Effect.NOTE;
    }

    /** Whether a machine that printed the other line, and now this one, is worse off than it was. */
    boolean outranks(Signature other) {
        return effect.compareTo(other.effect) < 0;
    }

    boolean isIn(LogLine line, Level level) {
        return levels.contains(level) && patterns.stream().anyMatch(pattern -> pattern.isIn(line));
    }
}
