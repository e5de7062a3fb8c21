package org.nestlab.internal.journal;

/** Is told of the moments in a journal's life between which its process may be killed, which is what a test does then. */
@FunctionalInterface
interface JournalWatcher {

    JournalWatcher NOBODY = moment -> {};

    /**
     * A moment has come; called on the thread that writes.
     *
     * @param moment as {@code before BEFORE network on L0}, {@code after GONE pool on L0}, {@code half deleted}
     */
    void reached(String moment);
}
