package org.nestlab.internal.shell;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A wait for a time, where there is nothing that could be asked whether it is over; for everything else there is
 * {@link Waiting}.
 */
public final class Pause {

    private Pause() {}

    /** Whether the time has passed; false where the thread is interrupted, which stays marked so. */
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
