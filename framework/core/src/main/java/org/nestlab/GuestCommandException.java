package org.nestlab;

import org.apiguardian.api.API;
import org.nestlab.internal.text.Tail;
import org.nestlab.machine.CommandResult;

/** A command on a machine failed, did not end in time, or never reached the machine. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GuestCommandException extends LabException {

    private static final long serialVersionUID = 1;
    private static final int SHOWN = 2_000;

    /** For a command that ended with another status than 0. */
    public GuestCommandException(CommandResult result) {
        super("%s: `%s` ended with exit status %d after %d ms%n  stdout: %s%n  stderr: %s"
                .formatted(
                        result.machine(),
                        result.command(),
                        result.exitStatus(),
                        result.duration().toMillis(),
                        Tail.ofOutput(result.stdout(), SHOWN),
                        Tail.ofOutput(result.stderr(), SHOWN)));
    }

    /** For a command that did not end, or was never started. */
    public GuestCommandException(String message, Throwable cause) {
        super(message, cause);
    }

    /** For a command that did not end, or was never started. */
    public GuestCommandException(String message) {
        super(message);
    }
}
