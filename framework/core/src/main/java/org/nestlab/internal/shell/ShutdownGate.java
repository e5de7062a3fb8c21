package org.nestlab.internal.shell;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.nestlab.ProvisioningException;

/**
 * Makes one step of "create something" and "register what removes it" for a JVM that is asked to end. Such a JVM halts
 * as soon as its shutdown hooks have returned, whatever its other threads are doing: what a thread has created and not
 * yet registered would stay on the host. The shutdown therefore waits for each step that has begun, and no other step
 * begins.
 */
public final class ShutdownGate {

    /** CI systems kill a JVM that takes half a minute to end, and taking a lab down needs a part of it. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final ShutdownGate OF_THIS_JVM = hooked(new ShutdownGate(PATIENCE));

    private final ReentrantReadWriteLock steps = new ReentrantReadWriteLock();
    private final Duration patience;
    private volatile boolean closed;

    /** @param patience how long {@link #close} waits at most */
    ShutdownGate(Duration patience) {
        this.patience = patience;
    }

    /** The one that the shutdown of this JVM closes. */
    public static ShutdownGate ofThisJvm() {
        return OF_THIS_JVM;
    }

    private static ShutdownGate hooked(ShutdownGate gate) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(gate::close, "nestlab-shutdown-gate"));
        } catch (IllegalStateException e) {
            gate.close(); // the shutdown has begun already
        }
        return gate;
    }

    /** Creates something and registers what removes it. */
    @FunctionalInterface
    public interface Step<T, X extends Exception> {
        T run() throws X;
    }

    /**
     * Runs a step; several threads may run one at the same time.
     *
     * @throws ProvisioningException if this JVM was asked to end: then the step is not run
     */
    public <T, X extends Exception> T pass(Step<T, X> step) throws X {
        Lock lock = steps.readLock();
        // Only the shutdown takes the other lock.
        if (!lock.tryLock()) {
            throw ending();
        }
        try {
            if (closed) {
                throw ending();
            }
            return step.run();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Registers what removes a thing, as a part of the step that has created it.
     *
     * @param undo removes it here and now if the shutdown has begun meanwhile
     * @throws ProvisioningException if the shutdown has begun meanwhile
     */
    public static void register(Thread hook, Runnable undo) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            undo.run();
            throw ending();
        }
    }

    /** Takes a registration back. */
    public static void unregister(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, and runs the hook itself.
        }
    }

    private static ProvisioningException ending() {
        return new ProvisioningException("this process was asked to end: it starts nothing more");
    }

    /**
     * Lets no step begin any more, and waits for those that have begun.
     *
     * @return false if a step still runs when the patience is over
     */
    public boolean close() {
        closed = true;
        Lock lock = steps.writeLock();
        boolean quiet = false;
        try {
            quiet = lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (quiet) {
            lock.unlock();
        }
        return quiet;
    }
}
