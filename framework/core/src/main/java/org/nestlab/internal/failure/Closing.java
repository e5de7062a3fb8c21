package org.nestlab.internal.failure;

import java.util.function.Supplier;

/** Closes and removes things without hiding the failure that came first. */
public final class Closing {

    private Closing() {}

    /**
     * Closes a resource that cannot be used after a failure.
     *
     * @param failure gets a failure to close the resource as a suppressed exception
     */
    public static void after(Throwable failure, AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Does some work, and then what has to be done whatever came of it. If both fail, the failure of the work is thrown
     * with the other one as a suppressed exception; a {@code finally} would throw the other one alone.
     */
    public static <T> T inAnyCase(Supplier<T> work, Runnable last) {
        T result;
        try {
            result = work.get();
        } catch (RuntimeException | Error e) {
            after(e, last::run);
            throw e;
        }
        last.run();
        return result;
    }

    /** The same for work without a result. */
    public static void inAnyCase(Runnable work, Runnable last) {
        Supplier<Boolean> done = () -> {
            work.run();
            return true;
        };
        inAnyCase(done, last);
    }
}
