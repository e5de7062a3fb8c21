package org.nestlab.internal.history;

import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.library.OptionalLibrary;

/** Opens the history that a setting names. */
public final class Histories {

    private Histories() {}

    /**
     * Opens a history. Nothing is touched before the first call; a store that is gone, locked or full does not stop a
     * run, nor does one whose support is not on the class path.
     *
     * @param address an SQLite file or a JDBC URL; empty for a history that keeps nothing
     * @param spool the folder for what the store cannot take at the moment; histories share it, each with a folder of
     *     its own
     * @throws org.nestlab.LabConfigurationException if the address is none, or the libraries of its database are not on
     *     the class path
     */
    public static RunHistory open(Optional<String> address, Path spool) {
        if (address.isEmpty() || address.get().equals("off")) {
            return new NoHistory();
        }
        return support()
                .map(it -> it.open(address.get(), spool))
                .orElseGet(() -> new UnsupportedHistory(address.get()));
    }

    /**
     * The file of a history; empty for a server's database, and where nothing on the class path can open a history.
     *
     * @throws org.nestlab.LabConfigurationException if the address is none
     */
    public static Optional<Path> file(String address) {
        return support().flatMap(it -> it.file(address));
    }

    private static Optional<HistorySupport> support() {
        return OptionalLibrary.HISTORY.isPresent()
                ? ServiceLoader.load(HistorySupport.class, HistorySupport.class.getClassLoader())
                        .findFirst()
                : Optional.empty();
    }
}
