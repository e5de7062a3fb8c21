package org.nestlab.internal.snapshot;

import java.time.Duration;
import java.util.Optional;
import org.nestlab.internal.shell.CommandFailures;

/**
 * What was found of a guest's clock, and what became of it.
 *
 * @param label of the guest
 * @param before how far it was ahead of this machine's
 * @param after how far it is now; equal to {@code before} if the clock was left as it was
 */
public record GuestClock(String label, Distance before, Distance after) {

    /** How far a clock may be off without a message. */
    static final Duration LIMIT = Duration.ofMillis(50);

    /**
     * How far a guest's clock is ahead of that of this machine.
     *
     * @param nanos less than 0 where it is behind
     * @param within how far the true offset may be from that, in nanoseconds: half of the round trip
     */
    public record Distance(long nanos, long within) {

        /** The most that the guest's clock can be off. */
        public Duration atMost() {
            return Duration.ofNanos(Math.abs(nanos) + within);
        }

        boolean isWithinLimit() {
            return atMost().compareTo(LIMIT) <= 0;
        }

        /** Whether the clock is off, and not only the measurement. */
        boolean isCertain() {
            return Math.abs(nanos) > within;
        }
    }

    /** That it was set, and how far it was off; empty if it was left as it was. */
    public Optional<String> correction() {
        if (after.equals(before)) {
            return Optional.empty();
        }
        return Optional.of("%s: its clock was %s %s the host's, and was set"
                .formatted(
                        label,
                        CommandFailures.duration(Duration.ofNanos(Math.abs(before.nanos()))),
                        before.nanos() < 0 ? "behind" : "ahead of"));
    }

    /** That it may be off, and how far; empty if it is right. */
    public Optional<String> doubt() {
        return after.isWithinLimit()
                ? Optional.empty()
                : Optional.of(
                        "%s: its clock may be off by %s".formatted(label, CommandFailures.duration(after.atMost())));
    }
}
