package org.nestlab.internal.shell;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.nestlab.GuestCommandException;
import org.nestlab.GuestCrashedException;
import org.nestlab.NoAnswerException;
import org.nestlab.ProvisioningException;

/**
 * Waits for a condition, at most until a deadline of the monotonic clock. It checks the condition at an interval, and
 * gives up at once if a fail-fast probe reports that the guest is dead. Whatever waits for a condition uses this class.
 *
 * <pre>{@code
 * String address = Waiting.on("L1 hypervisor: an address", Duration.ofSeconds(60), Duration.ofMillis(500))
 *         .failFast(() -> console.fatal().map(FatalLine::toString))
 *         .seeing(() -> "domain is " + domain.state())
 *         .until(() -> leases.addressOf(mac));
 * }</pre>
 *
 * <p>A check that hangs delays neither the deadline nor the fail-fast probe. A check that throws a
 * {@link GuestCommandException} counts as "not yet"; any other exception ends the wait.
 */
public final class Waiting {

    private static final Duration TICK = Duration.ofMillis(50);

    private final String what;
    private Duration deadline;
    private final Duration interval;
    private Supplier<Optional<String>> failure = Optional::empty;
    private Supplier<Duration> more = () -> Duration.ZERO;
    private @Nullable Supplier<String> sight;

    private Waiting(String what, Duration deadline, Duration interval) {
        this.what = what;
        this.deadline = deadline;
        this.interval = interval;
    }

    /**
     * Prepares a wait.
     *
     * @param what what is waited for, with its machine, for example {@code L1 hypervisor: SSH login}
     * @param deadline the longest time to wait
     * @param interval the time from the end of one check to the start of the next
     */
    public static Waiting on(String what, Duration deadline, Duration interval) {
        return new Waiting(what, deadline, interval);
    }

    /** Ends the wait as soon as the probe, which is asked several times a second, returns why the guest died. */
    public Waiting failFast(Supplier<Optional<String>> probe) {
        Supplier<Optional<String>> before = failure;
        failure = () -> before.get().or(probe);
        return this;
    }

    /**
     * Extends the deadline: whenever it passes, the wait lasts as much longer as the supplier returns, until that is
     * zero.
     */
    public Waiting longer(Supplier<Duration> extension) {
        more = extension;
        return this;
    }

    /** Adds what the supplier returns to the message of a wait that failed. It is asked once, at the end. */
    public Waiting seeing(Supplier<String> observation) {
        sight = observation;
        return this;
    }

    /**
     * Waits until the probe has a value.
     *
     * @throws NoAnswerException if the deadline passes
     * @throws GuestCrashedException if the fail-fast probe returns a reason
     * @throws ProvisioningException if the thread is interrupted
     */
    public <T> T until(Supplier<Optional<T>> probe) {
        Looks<T> looks = new Looks<>(probe, interval);
        long start = System.nanoTime();
        try {
            look(looks, start);
        } catch (ConditionTimeoutException e) {
            throw new NoAnswerException(message("gave up", start, looks), e);
        } finally {
            looks.cancel();
        }
        return looks.value.orElseThrow(
                () -> new GuestCrashedException(message("hopeless, " + looks.hopeless.orElse(""), start, looks)));
    }

    /** Waits until there is a value, there can be none any more, or the time is over. */
    private void look(Looks<?> looks, long start) {
        Duration left = deadline;
        while (true) {
            try {
                Awaitility.await(what)
                        .pollInSameThread()
                        .pollDelay(Duration.ZERO)
                        .pollInterval(TICK.compareTo(interval) < 0 ? TICK : interval)
                        .atMost(left)
                        .until(() -> {
                            // Awaitility sleeps through interrupts, and leaves the flag set for the caller.
                            if (Thread.currentThread().isInterrupted()) {
                                throw new ProvisioningException(message("interrupted", start, looks));
                            }
                            return looks.found(failure);
                        });
                return;
            } catch (ConditionTimeoutException e) {
                left = more.get();
                if (left.isZero() || left.isNegative()) {
                    throw e;
                }
                deadline = Duration.ofNanos(System.nanoTime() - start).plus(left);
            }
        }
    }

    /** Waits until the condition holds, as {@link #until(Supplier)}. */
    public void untilTrue(Supplier<Boolean> condition) {
        until(() -> Optional.of(condition.get()).filter(Boolean::booleanValue));
    }

    private String message(String how, long start, Looks<?> looks) {
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        return "%s: %s after %s (deadline %s, %d looks); last seen: %s"
                .formatted(
                        what,
                        how,
                        CommandFailures.duration(waited),
                        CommandFailures.duration(deadline),
                        looks.count,
                        sight == null ? looks.lastSeen : sight.get());
    }

    /** Runs one check after the other on its own thread, an interval apart. */
    private static final class Looks<T> {
        private final Supplier<Optional<T>> probe;
        private final Duration interval;
        private @Nullable FutureTask<Optional<T>> running;
        private long endedAt;
        private int count;
        private String lastSeen = "nothing yet";
        private Optional<T> value = Optional.empty();
        private Optional<String> hopeless = Optional.empty();

        Looks(Supplier<Optional<T>> probe, Duration interval) {
            this.probe = probe;
            this.interval = interval;
        }

        /** Whether there is a value, or a reason to stop waiting. */
        boolean found(Supplier<Optional<String>> failure) throws InterruptedException {
            value = look();
            if (value.isEmpty()) {
                hopeless = failure.get();
            }
            return value.isPresent() || hopeless.isPresent();
        }

        /** Returns the value of the last check if it found one; starts the next check when it is due. */
        private Optional<T> look() throws InterruptedException {
            FutureTask<Optional<T>> task = running;
            if (task == null) {
                if (count == 0 || System.nanoTime() - endedAt >= interval.toNanos()) {
                    count++;
                    running = new FutureTask<>(probe::get);
                    Background.threads().execute(running);
                }
                return Optional.empty();
            }
            if (!task.isDone()) {
                return Optional.empty();
            }
            running = null;
            endedAt = System.nanoTime();
            return result(task);
        }

        private Optional<T> result(FutureTask<Optional<T>> task) throws InterruptedException {
            try {
                return task.get();
            } catch (ExecutionException e) {
                Throwable cause = e.getCause();
                if (cause instanceof GuestCommandException notYet) {
                    lastSeen = String.valueOf(notYet.getMessage());
                    return Optional.empty();
                }
                if (cause instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException(cause);
            }
        }

        void cancel() {
            if (running != null) {
                running.cancel(true);
            }
        }
    }
}
