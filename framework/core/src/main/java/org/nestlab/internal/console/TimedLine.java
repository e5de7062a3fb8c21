package org.nestlab.internal.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A line of a console, and when it began to arrive.
 *
 * @param at by the clock of the machine that runs the tests
 * @param text without its end and without terminal control sequences
 */
public record TimedLine(Instant at, String text) {

    /** The lines of a console's copy that {@link ConsoleLog} made, in order. */
    public static List<TimedLine> of(Path console) {
        try {
            return ArrivalTimes.linesOf(console);
        } catch (IOException e) {
            throw new UncheckedIOException(console + " cannot be read", e);
        }
    }
}
