package org.nestlab.internal.history;

import java.nio.file.Path;
import java.util.Optional;
import org.nestlab.history.RunHistory;

/** A service: what can open the history that a setting names. */
public interface HistorySupport {

    /**
     * Opens a history. Nothing is touched before the first call.
     *
     * @param address an SQLite file or a JDBC URL
     * @param spool the folder for what the store cannot take at the moment; histories share it, each with a folder of
     *     its own
     * @throws org.nestlab.LabConfigurationException if the address is none, or the libraries of its database are not on
     *     the class path
     */
    RunHistory open(String address, Path spool);

    /**
     * The file of a history; empty for a server's database.
     *
     * @throws org.nestlab.LabConfigurationException if the address is none
     */
    Optional<Path> file(String address);
}
