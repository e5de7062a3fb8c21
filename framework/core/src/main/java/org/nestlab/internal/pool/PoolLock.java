package org.nestlab.internal.pool;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The pool's lock, and the one condition that all waiting threads share: something changed. */
final class PoolLock {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long signalled = System.nanoTime();

    <T> T get(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    void run(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    /** Runs something slow without the lock that the caller holds, and takes it again. */
    <T> T outside(Supplier<T> action) {
        lock.unlock();
        try {
            return action.get();
        } finally {
            lock.lock();
        }
    }

    void signal() {
        signalled = System.nanoTime();
        changed.signalAll();
    }

    /** How long ago something changed last. */
    long nanosSinceSignal() {
        return System.nanoTime() - signalled;
    }

    /**
     * Waits, without the lock, until something changed or the time is over. JUnit runs tests in parallel on a fork-join
     * pool. A managed block lets the pool start another thread: the tests that this one waits for may not have a thread
     * yet.
     */
    void await(long nanos) throws InterruptedException {
        ForkJoinPool.managedBlock(new ForkJoinPool.ManagedBlocker() {
            private boolean waited;

            @Override
            @SuppressWarnings("WaitNotInLoop") // the caller checks again what changed
            public boolean block() throws InterruptedException {
                changed.awaitNanos(nanos);
                waited = true;
                return true;
            }

            @Override
            public boolean isReleasable() {
                return waited;
            }
        });
    }
}
