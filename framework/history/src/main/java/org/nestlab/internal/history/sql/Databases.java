package org.nestlab.internal.history.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Connections to either kind of database. */
final class Databases {

    /** Where the tables are on a server, unless its URL names another schema. */
    private static final String SCHEMA = "nestlab";

    private final Address address;
    private final Duration patience;

    /**
     * @param patience how long to wait for another writer, and for a server
     */
    Databases(Address address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    /** For reading; changes no file's mode of journalling. */
    DataSource reading() {
        return address.file().isPresent() ? sqlite(false) : postgresql();
    }

    /** For transactions that write: SQLite takes the lock at their start, where waiting for it is possible. */
    DataSource writing() {
        return address.file().isPresent() ? sqlite(true) : postgresql();
    }

    private DataSource sqlite(boolean write) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) patience.toMillis());
        config.enforceForeignKeys(true);
        if (write) {
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        }
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(address.url());
        return source;
    }

    private DataSource postgresql() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(address.url());
        int seconds = (int) Math.max(1, patience.toSeconds());
        if (source.getConnectTimeout() > seconds) {
            source.setConnectTimeout(seconds);
        }
        if (source.getSocketTimeout() == 0) {
            source.setSocketTimeout(6 * seconds);
        }
        source.setCurrentSchema(schema());
        return source;
    }

    /** Of a server's database. */
    String schema() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(address.url());
        String named = source.getCurrentSchema();
        return named == null || named.isBlank() ? SCHEMA : named;
    }

    /** Makes the folder of a file that is about to be made. */
    void prepare() throws IOException {
        Path folder = address.file().map(Path::getParent).orElse(null);
        if (folder != null) {
            Files.createDirectories(folder);
        }
    }
}
