package org.nestlab.internal.shell;

import java.net.UnknownHostException;
import java.time.Duration;
import org.nestlab.GuestCommandException;
import org.nestlab.internal.text.Tail;
import org.nestlab.machine.Command;

/** The messages for commands without a result, which are the same for every kind of shell. */
public final class CommandFailures {

    private static final int SHOWN = 2_000;

    private CommandFailures() {}

    /** The deadline passed, and what the command started was killed. */
    public static GuestCommandException deadline(
            String label, Command command, BoundedOutput stdout, BoundedOutput stderr) {
        return new GuestCommandException("%s: `%s` did not end within %s%n  stdout so far: %s%n  stderr so far: %s"
                .formatted(
                        label,
                        command,
                        duration(command.timeout()),
                        Tail.ofOutput(stdout.text(), SHOWN),
                        Tail.ofOutput(stderr.text(), SHOWN)));
    }

    /** The command ended, but the deadline passed because a process that it started held its output open. */
    public static GuestCommandException heldOpen(
            String label, Command command, int exitStatus, BoundedOutput stdout, BoundedOutput stderr) {
        return new GuestCommandException(
                ("%s: `%s` ended with exit status %d, but something it started still held its output after %s:"
                                + " redirect that program's output%n  stdout so far: %s%n  stderr so far: %s")
                        .formatted(
                                label,
                                command,
                                exitStatus,
                                duration(command.timeout()),
                                Tail.ofOutput(stdout.text(), SHOWN),
                                Tail.ofOutput(stderr.text(), SHOWN)));
    }

    /** The waiting thread was interrupted; the interrupt flag is set again by the caller. */
    public static GuestCommandException interrupted(String label, Object doing, InterruptedException cause) {
        return new GuestCommandException("%s: interrupted during `%s`".formatted(label, doing), cause);
    }

    /** The machine could not be asked. */
    public static GuestCommandException notRun(String label, Object doing, Throwable cause) {
        return new GuestCommandException("%s: `%s` failed: %s".formatted(label, doing, reason(cause)), cause);
    }

    /** The message of the innermost cause that has one, because libraries wrap the exception that matters. */
    public static String reason(Throwable failure) {
        String reason = failure.getClass().getSimpleName();
        for (Throwable at = failure; at != null; at = at.getCause()) {
            String message = at.getMessage();
            if (message != null && !message.isBlank()) {
                // its message is the name alone
                reason = at instanceof UnknownHostException
                        ? "the name %s cannot be resolved".formatted(message)
                        : message;
            }
        }
        return reason;
    }

    /** A duration for readers: {@code 250 ms}, {@code 1.5 s}, {@code 60 s}. */
    public static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        return millis % 1_000 == 0 || millis >= 10_000
                ? Math.round(millis / 1000.0) + " s"
                : Math.round(millis / 100.0) / 10.0 + " s";
    }
}
