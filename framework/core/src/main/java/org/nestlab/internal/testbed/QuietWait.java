package org.nestlab.internal.testbed;

import java.time.Duration;
import java.util.List;
import org.nestlab.machine.Machine;

/**
 * Waits before each pair until the host is quiet. Each wait without success halves the next one, so a host that is busy
 * all the time costs an experiment seconds and not minutes.
 */
public final class QuietWait {

    private final Duration bound;
    private Duration next;

    /** @param bound how long the first wait takes at most, and each that follows a quiet host */
    public QuietWait(Duration bound) {
        this.bound = bound;
        this.next = bound;
    }

    /**
     * Waits, and gives a line for the notes where the host stayed busy.
     *
     * @throws org.nestlab.GuestCommandException if the host cannot be asked
     */
    public List<String> await(Machine host) {
        HostLoadReport report = HostLoad.awaitIdle(host, next);
        next = report.gaveUp() ? next.dividedBy(2) : bound;
        return report.gaveUp() ? List.of(report.toString()) : List.of();
    }

    /** How long the next wait takes at most, and a second. */
    Duration next() {
        return next;
    }
}
