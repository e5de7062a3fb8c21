package org.nestlab.internal.history.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.nestlab.NoAnswerException;
import org.nestlab.internal.shell.PatientLock;

/**
 * Brings a database to the schema that this code knows.
 *
 * @param locations of the migrations on the class path
 * @param version the newest of them
 */
record Schema(List<String> locations, int version) {

    static final Schema CURRENT = new Schema(List.of("org/nestlab/history/migration"), 1);

    private static final String TABLE = "nestlab_schema";

    /** Making the tables takes a second. */
    private static final PatientLock LOCK = new PatientLock(Duration.ofMinutes(1));

    /**
     * Makes what is missing.
     *
     * @throws StoreFailure if the schema is newer than this code, or the database is somebody else's; nothing was
     *     written
     */
    void ensure(Address address, Databases databases) throws SQLException, IOException {
        if (isCurrent(address, databases)) {
            return;
        }
        databases.prepare();
        Path file = address.file().orElse(null);
        if (file == null) {
            // Flyway takes PostgreSQL's advisory lock.
            migrate(databases.writing(), databases.schema());
            return;
        }
        // SQLite has no lock that spans several transactions: without this one, two that begin at once both make the
        // tables.
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        try {
            LOCK.<Boolean, SQLException>during(lockFile, "the history", () -> {
                if (!isCurrent(address, databases)) {
                    migrate(databases.reading(), null);
                }
                return true;
            });
        } catch (NoAnswerException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private boolean isCurrent(Address address, Databases databases) throws SQLException {
        if (address.file().isPresent() && !address.file().get().toFile().exists()) {
            return false;
        }
        try (Connection connection = databases.reading().getConnection()) {
            OptionalInt found = found(connection, address.file().isPresent() ? null : databases.schema());
            if (found.isPresent() && found.getAsInt() > version) {
                throw new StoreFailure(
                        "its schema is version %d, and this Nestlab knows versions up to %d: take the newer Nestlab, or another nestlab.history"
                                .formatted(found.getAsInt(), version));
            }
            return found.isPresent() && found.getAsInt() == version;
        }
    }

    /**
     * The schema's version, empty where there is none yet.
     *
     * @param schema where to look; null for a file
     */
    private static OptionalInt found(Connection connection, @Nullable String schema) throws SQLException {
        boolean there = false;
        try (ResultSet tables = connection.getMetaData().getTables(null, null, TABLE, new String[] {"TABLE"})) {
            while (tables.next()) {
                // The same database may hold several histories, each in a schema of its own.
                there |= schema == null || schema.equals(tables.getString("TABLE_SCHEM"));
            }
        }
        if (!there) {
            return OptionalInt.empty();
        }
        try (Statement statement = connection.createStatement();
                ResultSet newest = statement.executeQuery(
                        "SELECT max(CAST(version AS INTEGER)) FROM %s WHERE version IS NOT NULL".formatted(TABLE))) {
            return newest.next() ? OptionalInt.of(newest.getInt(1)) : OptionalInt.empty();
        }
    }

    private void migrate(DataSource source, @Nullable String schema) {
        FluentConfiguration flyway = Flyway.configure(Schema.class.getClassLoader())
                .loggers(SilentFlywayLog.class.getName())
                .dataSource(source)
                .locations(locations.stream().map("classpath:"::concat).toArray(String[]::new))
                .table(TABLE)
                .validateMigrationNaming(true);
        if (schema != null) {
            flyway.defaultSchema(schema).createSchemas(true);
        }
        flyway.load().migrate();
    }
}
