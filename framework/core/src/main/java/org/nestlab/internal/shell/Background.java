package org.nestlab.internal.shell;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads for whatever may block: a machine that is frozen must not freeze the one who asked it. */
public final class Background {

    /**
     * Who runs us inside its own process, as Maven does, waits for our threads to end: those of a cached pool stay for
     * a minute.
     */
    static final long IDLE_MILLIS = 500;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final ExecutorService THREADS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_MILLIS, TimeUnit.MILLISECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "nestlab-" + NUMBER.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });

    private Background() {}

    /**
     * Threads without a bound on their number: every task gets one at once, so that tasks may wait for each other. A
     * thread that has no task ends within a second.
     */
    public static ExecutorService threads() {
        return THREADS;
    }
}
