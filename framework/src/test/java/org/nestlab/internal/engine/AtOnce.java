package org.nestlab.internal.engine;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.nestlab.internal.shell.Background;

/** Does the same with several things at once. */
final class AtOnce {

    private AtOnce() {}

    /** A function that may fail. */
    @FunctionalInterface
    interface Work<T, R> {
        R on(T thing) throws Exception;
    }

    /** The results, in order; the first failure where there is one. */
    static <T, R> List<R> each(List<T> things, Work<T, R> work) {
        List<Future<R>> running = things.stream()
                .map(thing -> Background.threads().submit((Callable<R>) () -> work.on(thing)))
                .toList();
        return running.stream().map(AtOnce::result).toList();
    }

    private static <R> R result(Future<R> running) {
        try {
            return running.get(10, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("not done within 10 minutes", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
