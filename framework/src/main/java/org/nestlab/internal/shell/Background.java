package org.nestlab.internal.shell;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads for whatever may block: a machine that is frozen must not freeze the one who asked it. */
public final class Background {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "nestlab-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    private Background() {}

    /** Threads without a bound on their number: every task gets one at once, so that tasks may wait for each other. */
    public static ExecutorService threads() {
        return THREADS;
    }
}
