package org.nestlab.machine;

import java.time.Duration;
import org.apiguardian.api.API;
import org.nestlab.GuestCommandException;

/**
 * What a command left behind.
 *
 * @param machine where it ran, as in {@code L1 hypervisor}
 * @param command what ran
 * @param exitStatus its exit status; 128 + the signal's number where a signal ended it
 * @param stdout standard output as UTF-8, cut at the command's output limit
 * @param stderr standard error as UTF-8, cut at the command's output limit
 * @param duration from the request to the exit status, on the monotonic clock of the machine that runs the tests
 * @param truncated whether some output was dropped
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CommandResult(
        String machine,
        Command command,
        int exitStatus,
        String stdout,
        String stderr,
        Duration duration,
        boolean truncated) {

    /** Whether the exit status is 0. */
    public boolean succeeded() {
        return exitStatus == 0;
    }

    /** Standard output without the white space around it. */
    public String text() {
        return stdout.strip();
    }

    /**
     * This result, if the command succeeded.
     *
     * @throws GuestCommandException if the exit status is not 0
     */
    public CommandResult orThrow() {
        if (!succeeded()) {
            throw new GuestCommandException(this);
        }
        return this;
    }
}
