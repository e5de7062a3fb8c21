package org.nestlab.workload;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.internal.text.Tail;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/** What a workload's program printed: run, and read with nothing taken on trust. */
final class Output {

    private static final int SHOWN = 300;
    /** Beside the measuring itself: a program's start on an emulated CPU, and the way to a machine under load. */
    private static final Duration SPARE = Duration.ofMinutes(2);

    private Output() {}

    /**
     * Runs a command that must succeed.
     *
     * @param expected how long it takes by itself; what it may take is three times as much and two minutes
     * @throws InvalidMeasurementException if it fails or prints more than is kept
     */
    static CommandResult of(Testbed testbed, Command command, Duration expected) {
        CommandResult result =
                testbed.run(command.withTimeout(expected.multipliedBy(3).plus(SPARE)));
        if (!result.succeeded()) {
            throw new InvalidMeasurementException("%s: %s ended with exit status %d%s: %s"
                    .formatted(
                            testbed.machine().label(),
                            firstLine(command),
                            result.exitStatus(),
                            result.exitStatus() == 127 ? " (a program is not installed)" : "",
                            end(result.stderr().isBlank() ? result.stdout() : result.stderr())));
        }
        if (result.truncated()) {
            throw new InvalidMeasurementException("%s: %s printed more than %d bytes"
                    .formatted(testbed.machine().label(), firstLine(command), command.outputLimit()));
        }
        return result;
    }

    /**
     * The number that the pattern's first group finds in the output of a program.
     *
     * @throws InvalidMeasurementException if it is not there, or no finite number greater than 0
     */
    static double positive(String program, String what, Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new InvalidMeasurementException(
                    "%s's output has no %s; it ends with: %s".formatted(program, what, end(text)));
        }
        return positive(program, what, matcher.group(1));
    }

    static double positive(String program, String what, String number) {
        double value;
        try {
            value = Double.parseDouble(number);
        } catch (NumberFormatException e) {
            throw new InvalidMeasurementException(
                    "%s's %s is '%s'; expected a number".formatted(program, what, end(number)), e);
        }
        if (!Double.isFinite(value) || value <= 0) {
            throw new InvalidMeasurementException(
                    "%s's %s is %s; expected a number greater than 0".formatted(program, what, end(number)));
        }
        return value;
    }

    /**
     * Refuses two numbers that say different things of the same run.
     *
     * @param tolerance the largest relative difference
     */
    static void agree(
            String program, String what, double observed, String other, double wanted, double tolerance, String unit) {
        if (!(Math.abs(observed - wanted) <= tolerance * Math.abs(wanted))) {
            throw new InvalidMeasurementException(String.format(
                    Locale.ROOT,
                    "%s's %s is %.6g %s, but %s makes %.6g; expected the same within %.0f %%",
                    program,
                    what,
                    observed,
                    unit,
                    other,
                    wanted,
                    tolerance * 100));
        }
    }

    /** The end of a text on one line, for a message. */
    static String end(String text) {
        return Tail.ofOutput(text.strip().replaceAll("\\s++", " "), SHOWN);
    }

    private static String firstLine(Command command) {
        String line = command.line().strip().lines().findFirst().orElse("");
        return "`" + (line.length() <= 80 ? line : line.substring(0, 80) + "…") + "`";
    }
}
