package org.nestlab.machine;

import java.time.Duration;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.GuestCommandException;
import org.nestlab.spec.ValueProperties;

/** What a command left behind. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CommandResult {

    private final String machine;
    private final Command command;
    private final int exitStatus;
    private final String stdout;
    private final String stderr;
    private final Duration duration;
    private final boolean truncated;

    private CommandResult(
            String machine,
            Command command,
            int exitStatus,
            String stdout,
            String stderr,
            Duration duration,
            boolean truncated) {
        this.machine = machine;
        this.command = command;
        this.exitStatus = exitStatus;
        this.stdout = stdout;
        this.stderr = stderr;
        this.duration = duration;
        this.truncated = truncated;
    }

    /** One with these properties, which the accessors of the same names describe. */
    public static CommandResult of(
            String machine,
            Command command,
            int exitStatus,
            String stdout,
            String stderr,
            Duration duration,
            boolean truncated) {
        return new CommandResult(machine, command, exitStatus, stdout, stderr, duration, truncated);
    }

    /** Where it ran, for example {@code L1 hypervisor}. */
    public String machine() {
        return machine;
    }

    /** What ran. */
    public Command command() {
        return command;
    }

    /** Its exit status; 128 + the signal's number where a signal ended it. */
    public int exitStatus() {
        return exitStatus;
    }

    /** Standard output as UTF-8, cut at the command's output limit. */
    public String stdout() {
        return stdout;
    }

    /** Standard error as UTF-8, cut at the command's output limit. */
    public String stderr() {
        return stderr;
    }

    /** From the request to the exit status, on the monotonic clock of the machine that runs the tests. */
    public Duration duration() {
        return duration;
    }

    /** Whether some output was dropped. */
    public boolean truncated() {
        return truncated;
    }

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

    private ValueProperties properties() {
        return ValueProperties.of(CommandResult.class)
                .and("machine", machine)
                .and("command", command)
                .and("exitStatus", exitStatus)
                .and("stdout", stdout)
                .and("stderr", stderr)
                .and("duration", duration)
                .and("truncated", truncated);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CommandResult same && properties().equals(same.properties());
    }

    @Override
    public int hashCode() {
        return properties().hashCode();
    }

    @Override
    public String toString() {
        return properties().toString();
    }
}
