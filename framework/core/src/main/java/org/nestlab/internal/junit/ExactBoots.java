package org.nestlab.internal.junit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.exact.cost.Looking.Looked;

/**
 * The exact machines of a run, each of which is booted once. While a test waits for its machine, those of other tests
 * can be booted on threads of their own.
 *
 * @param <K> what tells machines apart
 */
final class ExactBoots<K> implements AutoCloseable {

    private final Map<K, Boot> boots = new HashMap<>();

    /** Whether that machine is booted, or being booted. */
    synchronized boolean has(K key) {
        return boots.containsKey(key);
    }

    /**
     * The machine, booted on this thread if it is not booted yet. After a failure the next caller boots it again.
     *
     * @param beside how many other machines may be booted at the same time
     * @param others those machines; they are booted if this one has to be waited for
     * @throws RuntimeException that of the boot
     * @throws ProvisioningException if this thread is interrupted
     */
    Looked boot(K key, Supplier<Looked> work, int beside, Map<K, Supplier<Looked>> others) {
        Boot boot;
        synchronized (this) {
            boot = boots.computeIfAbsent(key, k -> new Boot(work));
            boot.isAskedFor = true;
            if (!boot.isDone()) {
                begin(beside, others);
            }
        }
        try {
            return boot.get();
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                boots.remove(key, boot);
            }
            boot.end(); // where this thread was interrupted, the one that boots goes on
            throw e;
        }
    }

    private void begin(int beside, Map<K, Supplier<Looked>> others) {
        long running = boots.values().stream().filter(Boot::isInBackground).count();
        for (Map.Entry<K, Supplier<Looked>> other : others.entrySet()) {
            if (running < beside && !boots.containsKey(other.getKey())) {
                Boot boot = new Boot(other.getValue());
                boots.put(other.getKey(), boot);
                boot.begin("nestlab-exact-ahead-" + ++running);
            }
        }
    }

    /** Ends the boots that no test has asked for, and returns when their machines have ended. */
    void endAhead() {
        end(false);
    }

    @Override
    public void close() {
        end(true);
    }

    private void end(boolean all) {
        List<Boot> ended = new ArrayList<>();
        synchronized (this) {
            boots.values().removeIf(boot -> {
                boolean ends = boot.isInBackground() && (all || !boot.isAskedFor);
                if (ends) {
                    ended.add(boot);
                }
                return ends;
            });
        }
        ended.forEach(Boot::end);
    }

    /** One boot. The first thread that needs it runs it, and others wait for that one. */
    private static final class Boot {

        private final FutureTask<Looked> task;
        private boolean isAskedFor;
        private @Nullable Thread thread;

        Boot(Supplier<Looked> work) {
            task = new FutureTask<>(work::get);
        }

        void begin(String name) {
            thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.start();
        }

        boolean isDone() {
            return task.isDone();
        }

        boolean isInBackground() {
            return thread != null && thread.isAlive();
        }

        Looked get() {
            task.run();
            try {
                return task.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ProvisioningException("L0 host: interrupted while an exact machine was booted", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw new IllegalStateException(e.getCause()); // a supplier throws nothing else
            }
        }

        void end() {
            Thread running = thread;
            if (running == null) {
                return;
            }
            running.interrupt();
            try {
                running.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
