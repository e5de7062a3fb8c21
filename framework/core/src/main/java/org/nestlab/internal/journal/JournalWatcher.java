package org.nestlab.internal.journal;

import java.util.List;
import java.util.ServiceLoader;

/**
 * Receives the moments in a journal's life between which its process may be killed. Implementations are found by
 * {@link ServiceLoader}; there are none but in tests, which kill the process at each moment.
 */
@FunctionalInterface
interface JournalWatcher {

    /** All that are registered under {@code META-INF/services}, as one. */
    static JournalWatcher discovered() {
        List<JournalWatcher> watchers =
                ServiceLoader.load(JournalWatcher.class, JournalWatcher.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
        return moment -> watchers.forEach(watcher -> watcher.reached(moment));
    }

    /**
     * A moment has come; called on the thread that writes.
     *
     * @param moment for example {@code before BEFORE network on L0}, {@code after GONE pool on L0},
     *     {@code half deleted}
     */
    void reached(String moment);
}
