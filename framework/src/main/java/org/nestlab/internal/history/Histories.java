package org.nestlab.internal.history;

import java.nio.file.Path;
import java.util.Optional;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.digest.Sha256;
import org.nestlab.internal.history.sql.Address;
import org.nestlab.internal.history.sql.SqlStore;
import org.nestlab.internal.library.OptionalLibrary;

/** Opens the history that a setting names. */
public final class Histories {

    private Histories() {}

    /**
     * Opens a history. Nothing is touched before the first call; a store that is gone, locked or full does not stop a
     * run.
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
        Address parsed = Address.parse(address.get());
        if (parsed.file().isEmpty() && !OptionalLibrary.POSTGRESQL.isPresent()) {
            throw OptionalLibrary.POSTGRESQL.missing("nestlab.history is '%s', which".formatted(parsed));
        }
        return new StoredHistory(new SqlStore(parsed), new Spool(spool.resolve(folderOf(parsed))));
    }

    /**
     * The file of a history; empty for a server's database.
     *
     * @throws org.nestlab.LabConfigurationException if the address is none
     */
    public static Optional<Path> file(String address) {
        return Address.parse(address).file();
    }

    /** What one history could not take is not taken in by another: the name has no password in it, as it may change. */
    private static String folderOf(Address address) {
        return Sha256.hex(address.toString()).substring(0, 12);
    }
}
