package org.nestlab.internal.journal;

import java.util.function.Consumer;

/** Lets tests of other packages be there at every moment of this process's journals. */
public final class WatchedJournal {

    private WatchedJournal() {}

    /** From now on the consumer is told each moment, on the thread that writes. */
    public static void watch(Consumer<String> consumer) {
        Journal.watcher = consumer::accept;
    }
}
