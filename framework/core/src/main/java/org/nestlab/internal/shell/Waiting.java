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
 * The one way to wait: for something, at most until a deadline on the monotonic clock, looking at an interval, giving
 * up at once where a fail-fast probe says that the guest is dead.
 *
 * <pre>{@code
 * String address = Waiting.on("L1 hypervisor: an address", Duration.ofSeconds(60), Duration.ofMillis(500))
 *         .failFast(() -> console.fatal().map(FatalLine::toString))
 *         .seeing(() -> "domain is " + domain.state())
 *         .until(() -> leases.addressOf(mac));
 * }</pre>
 *
 * <p>A look that hangs holds up neither the deadline nor the fail-fast probe. A look that ends in a
 * {@link GuestCommandException} counts as "not yet"; every other exception ends the wait.
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
     * A wait that has not begun.
     *
     * @param what what is waited for, with its machine, as in {@code L1 hypervisor: SSH login}
     * @param deadline how long at most
     * @param interval from the end of one look to the start of the next
     */
    public static Waiting on(String what, Duration deadline, Duration interval) {
        return new Waiting(what, deadline, interval);
    }

    /** Ends the wait as soon as the probe, asked several times a second, says of what the guest has died. */
    public Waiting failFast(Supplier<Optional<String>> probe) {
        Supplier<Optional<String>> before = failure;
        failure = () -> before.get().or(probe);
        return this;
    }

    /** How much longer to wait: asked whenever the deadline passes, until it says zero. */
    public Waiting longer(Supplier<Duration> extension) {
        more = extension;
        return this;
    }

    /** What to tell in the message of a wait that failed: asked once, at its end. */
    public Waiting seeing(Supplier<String> observation) {
        sight = observation;
        return this;
    }

    /**
     * Waits until the probe has a value.
     *
     * @throws NoAnswerException if the deadline passes
     * @throws GuestCrashedException if the fail-fast probe speaks
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

    /** Until something is found, nothing can be found any more, or no more time is given. */
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

    /** Runs one look after the other on a thread of its own, an interval apart. */
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

        /** Whether there is a value, or a reason not to wait any longer. */
        boolean found(Supplier<Optional<String>> failure) throws InterruptedException {
            value = look();
            if (value.isEmpty()) {
                hopeless = failure.get();
            }
            return value.isPresent() || hopeless.isPresent();
        }

        /** The value of a look that has ended with one; starts the next look when it is due. */
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
