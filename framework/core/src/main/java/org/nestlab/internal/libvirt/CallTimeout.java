package org.nestlab.internal.libvirt;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.libvirt.LibvirtException;
import org.nestlab.NoAnswerException;
import org.nestlab.internal.shell.Background;

/**
 * Waits for the calls of one connection to libvirt, but not for ever: the machine at its other end may have hung, and
 * libvirt alone would wait as long as the connection is open. Its own keep-alive is no help here: it would also hang up
 * on a guest hypervisor that an experiment has suspended.
 */
public final class CallTimeout {

    /** For whatever creates, fills or starts something: on an emulated machine that has taken minutes. */
    static final Duration FOR_WORK = Duration.ofMinutes(5);

    /** For a question, and for what ends something. */
    static final Duration FOR_A_QUESTION = Duration.ofSeconds(90);

    /** For anything, while an earlier call is still unanswered: who hangs is not waited for again and again. */
    private static final Duration AFTER_SILENCE = Duration.ofSeconds(5);

    /** A call of libvirt. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws LibvirtException, LibvirtFailure;
    }

    private final Collection<Future<?>> unanswered = new ConcurrentLinkedQueue<>();
    private final Duration afterSilence;

    CallTimeout() {
        this(AFTER_SILENCE);
    }

    /**
     * With another patience for who hangs.
     *
     * @param afterSilence how long a call may take while an earlier one is unanswered
     */
    CallTimeout(Duration afterSilence) {
        this.afterSilence = afterSilence;
    }

    /**
     * The call's result. An interrupt is left to the caller, because what is being created must not be left behind.
     *
     * @param doing with its machine, for example {@code L1 hypervisor: creating network x}
     * @throws NoAnswerException if the call is not done in time; it goes on, and ends when its connection does
     */
    <T> T wait(String doing, Duration atMost, Call<T> call) throws LibvirtException, LibvirtFailure {
        FutureTask<T> task = new FutureTask<>(call::run);
        Background.threads().execute(task);
        unanswered.removeIf(Future::isDone);
        Duration limit = unanswered.isEmpty() || atMost.compareTo(afterSilence) < 0 ? atMost : afterSilence;
        long end = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException e) {
            unanswered.add(task);
            throw new NoAnswerException(
                    "%s: its libvirt has not answered for %d s: the machine may hang"
                            .formatted(doing, limit.toSeconds()),
                    e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException failure(@Nullable Throwable cause) throws LibvirtException, LibvirtFailure {
        if (cause instanceof LibvirtException refused) {
            throw refused;
        }
        if (cause instanceof LibvirtFailure failed) {
            throw failed;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException wrong ? wrong : new IllegalStateException(cause);
    }
}
