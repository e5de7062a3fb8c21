package org.nestlab.internal.guest;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The time that one boot may take: an early limit, beyond which a guest is said to hang, and a last one. What the guest
 * waited for a processor of the host is not counted against the early limit, as a guest that is slow does not hang, and
 * another start would be as slow. Not thread-safe.
 */
final class BootTime {

    /** A smaller difference is not a reason to look again. */
    private static final Duration WORTH_WAITING = Duration.ofSeconds(1);

    private final Duration early;
    private final Duration last;
    private final Supplier<Duration> waited;
    private final LongSupplier nanos;
    private final long start;
    private final Duration waitedBefore;
    private Duration granted = Duration.ZERO;

    /**
     * Starts now.
     *
     * @param early not more than {@code last}
     * @param waited how long in all the guest has waited for a processor; asked only where the limits differ
     * @param nanos a monotonic clock
     */
    BootTime(Duration early, Duration last, Supplier<Duration> waited, LongSupplier nanos) {
        this.early = early;
        this.last = last;
        this.waited = waited;
        this.nanos = nanos;
        start = nanos.getAsLong();
        waitedBefore = early.compareTo(last) < 0 ? waited.get() : Duration.ZERO;
    }

    /** What is left of the limit that holds now; zero or negative once it has passed. */
    Duration left() {
        return limit().minus(since());
    }

    /** The limit that holds now. */
    Duration limit() {
        return early.plus(granted);
    }

    boolean isLate() {
        return since().compareTo(early.dividedBy(2)) > 0;
    }

    /**
     * How much longer it may take than was said before, as it waited for a processor; zero where it did not, or where
     * the last limit has passed.
     */
    Duration more() {
        Duration most = last.minus(early);
        if (granted.compareTo(most) >= 0) {
            return Duration.ZERO;
        }
        Duration all = waited.get().minus(waitedBefore);
        Duration allowed = all.compareTo(most) < 0 ? all : most;
        Duration more = allowed.minus(granted);
        if (more.compareTo(WORTH_WAITING) < 0) {
            return Duration.ZERO;
        }
        granted = allowed;
        Duration left = left();
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Duration since() {
        return Duration.ofNanos(nanos.getAsLong() - start);
    }
}
