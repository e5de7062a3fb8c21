package org.nestlab.internal.failure;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts a line on top of the message of an exception that a user's code has been thrown: which layer of the lab died.
 * Their type hands its setter over here once, so that it has no public one; this class may not know the type, as
 * packages have no cycles.
 */
public final class Headlines {

    private static volatile @Nullable BiConsumer<RuntimeException, String> setter;

    private Headlines() {}

    /** Called by the exceptions' type when it is initialized, before any of them exists. */
    public static void settableBy(BiConsumer<RuntimeException, String> access) {
        setter = access;
    }

    /**
     * Replaces the headline.
     *
     * @param failure one of the framework's own
     * @param headline one line
     */
    public static void put(RuntimeException failure, String headline) {
        BiConsumer<RuntimeException, String> access = setter;
        if (access == null) {
            throw new IllegalStateException("no exception of the framework exists yet: got " + failure);
        }
        access.accept(failure, headline);
    }
}
