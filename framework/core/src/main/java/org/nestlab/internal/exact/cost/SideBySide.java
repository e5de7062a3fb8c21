package org.nestlab.internal.exact.cost;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nestlab.ProvisioningException;
import org.nestlab.exact.Vendor;

/** Work of several vendors at the same time, each on a thread that stays with its emulator until that ends. */
final class SideBySide {

    private SideBySide() {}

    /**
     * Runs it for each vendor, and returns when all threads have ended.
     *
     * @throws RuntimeException the first failure; the others were interrupted then
     * @throws ProvisioningException if this thread is interrupted; so were the others then
     */
    static void run(List<Vendor> vendors, Consumer<Vendor> work) {
        BlockingQueue<Optional<Throwable>> ended = new LinkedBlockingQueue<>();
        List<Thread> threads = vendors.stream()
                .map(vendor -> new Thread(() -> ended.add(failure(vendor, work)), "nestlab-exact-" + vendor.word()))
                .toList();
        threads.forEach(Thread::start);
        @Nullable Throwable first = null;
        boolean interrupted = false;
        for (int still = threads.size(); still > 0; ) {
            try {
                Optional<Throwable> failure = ended.take();
                still--;
                if (first == null && failure.isPresent()) {
                    first = failure.get();
                    threads.forEach(Thread::interrupt);
                }
            } catch (InterruptedException e) {
                interrupted = true;
                threads.forEach(Thread::interrupt);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            throw new ProvisioningException("L0 host: interrupted while exact machines were measured side by side");
        }
        if (first instanceof RuntimeException failure) {
            throw failure;
        }
        if (first instanceof Error error) {
            throw error;
        }
    }

    private static Optional<Throwable> failure(Vendor vendor, Consumer<Vendor> work) {
        try {
            work.accept(vendor);
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            return Optional.of(e);
        }
    }
}
