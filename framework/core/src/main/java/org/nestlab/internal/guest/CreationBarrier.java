package org.nestlab.internal.guest;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.nestlab.ProvisioningException;

/**
 * Keeps creating and taking down apart: a lab that is taken down from another thread, as by Ctrl-C, waits for the one
 * resource that is being created and lets no other begin.
 */
public final class CreationBarrier {

    private final ReentrantLock creating = new ReentrantLock();
    private final Duration patience;
    private volatile boolean closed;

    /** @param patience how long closing waits at most: CI systems kill a JVM that takes half a minute to end */
    public CreationBarrier(Duration patience) {
        this.patience = patience;
    }

    /** Creates something, unless the barrier is closed. */
    public void pass(Runnable creation) {
        creating.lock();
        try {
            if (closed) {
                throw new ProvisioningException("the lab is being taken down: nothing more is created in it");
            }
            creation.run();
        } finally {
            creating.unlock();
        }
    }

    /**
     * Lets nothing more be created, and returns once nothing is being created.
     *
     * @return false where a creation hangs: it is in the journal, and goes with the guest that it hangs in
     */
    public boolean close() {
        closed = true;
        boolean quiet = false;
        try {
            quiet = creating.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (quiet) {
            creating.unlock();
        }
        return quiet;
    }
}
