package org.nestlab.internal.shell;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads for whatever may block, so that a frozen machine does not block its callers. */
public final class Background {

    /**
     * Maven, which may run this code in its own process, waits for threads to end, and those of a cached pool would
     * stay for a minute.
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
     * An executor without a limit on its threads: each task gets a thread at once, so that tasks may wait for each
     * other. A thread without a task ends within a second.
     */
    public static ExecutorService threads() {
        return THREADS;
    }
}
