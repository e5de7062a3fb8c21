package org.nestlab.internal.journal;

import java.util.function.Consumer;

/** Lets tests of other packages be there at every moment of this process's journals. */
public final class WatchedJournal implements JournalWatcher {

    private static volatile Consumer<String> consumer = moment -> {};

    /** From now on the consumer is told each moment, on the thread that writes. */
    public static void watch(Consumer<String> newConsumer) {
        consumer = newConsumer;
    }

    @Override
    public void reached(String moment) {
        consumer.accept(moment);
    }
}
