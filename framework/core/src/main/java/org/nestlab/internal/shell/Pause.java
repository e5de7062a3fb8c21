package org.nestlab.internal.shell;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for a time, where no condition can be checked; everything else waits with {@link Waiting}. */
public final class Pause {

    private Pause() {}

    /** Waits. Returns false if the thread was interrupted, and leaves its interrupt flag set. */
    public static boolean of(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
