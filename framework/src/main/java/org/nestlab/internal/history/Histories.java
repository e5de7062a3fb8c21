package org.nestlab.internal.history;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.history.sql.Address;
import org.nestlab.internal.history.sql.SqlStore;

/** Opens the history that a setting names. */
public final class Histories {

    private Histories() {}

    /**
     * Opens a history. Nothing is touched before the first call; a store that is gone, locked or full does not stop a run.
     *
     * @param address an SQLite file or a JDBC URL; empty for a history that keeps nothing
     * @param spool the folder for what the store cannot take at the moment; histories share it, each with a folder of its own
     * @throws org.nestlab.LabConfigurationException if the address is none
     */
    public static RunHistory open(Optional<String> address, Path spool) {
        if (address.isEmpty() || address.get().equals("off")) {
            return new NoHistory();
        }
        Address parsed = Address.parse(address.get());
        return new StoredHistory(new SqlStore(parsed), new Spool(spool.resolve(folderOf(parsed))));
    }

    /** What one history could not take is not taken in by another: the name has no password in it, as it may change. */
    private static String folderOf(Address address) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(address.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
