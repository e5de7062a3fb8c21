package org.nestlab.internal.history.sql;

import java.nio.file.Path;
import java.util.Optional;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.digest.Sha256;
import org.nestlab.internal.history.HistorySupport;
import org.nestlab.internal.library.OptionalLibrary;

/** Registers the histories in SQLite and PostgreSQL. */
public final class SqlHistories implements HistorySupport {

    @Override
    public RunHistory open(String address, Path spool) {
        Address parsed = Address.parse(address);
        if (parsed.file().isEmpty() && !OptionalLibrary.POSTGRESQL.isPresent()) {
            throw OptionalLibrary.POSTGRESQL.missing("nestlab.history is '%s', which".formatted(parsed));
        }
        return new StoredHistory(new SqlStore(parsed), new Spool(spool.resolve(folderOf(parsed))));
    }

    @Override
    public Optional<Path> file(String address) {
        return Address.parse(address).file();
    }

    /** What one history could not take is not taken in by another: the name has no password in it, as it may change. */
    private static String folderOf(Address address) {
        return Sha256.hex(address.toString()).substring(0, 12);
    }
}
