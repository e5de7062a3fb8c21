package org.nestlab.internal.library;

import java.util.List;
import org.nestlab.LabConfigurationException;

/** A part of the framework, or a library that it uses, that not every project has. */
@SuppressWarnings("ImmutableEnumChecker") // its lists are made by List.of
public enum OptionalLibrary {
    /** For a hypervisor in a container. */
    TESTCONTAINERS(
            List.of("org.nestlab:nestlab-container"),
            List.of("org.nestlab.internal.container.docker.DockerSupport", "org.testcontainers.DockerClientFactory")),

    /** For a history of any kind: SQLite's driver, Flyway and Jdbi. */
    HISTORY(
            List.of("org.nestlab:nestlab-history"),
            List.of(
                    "org.nestlab.internal.history.sql.SqlHistories",
                    "org.sqlite.SQLiteDataSource",
                    "org.flywaydb.core.Flyway",
                    "org.jdbi.v3.core.Jdbi")),

    /** For a history in a PostgreSQL database: its driver, and Flyway's part for it. */
    POSTGRESQL(
            List.of("org.postgresql:postgresql", "org.flywaydb:flyway-database-postgresql"),
            List.of("org.postgresql.ds.PGSimpleDataSource", "org.flywaydb.database.postgresql.PostgreSQLDatabaseType"));

    private final List<String> artifacts;
    private final List<String> types;

    OptionalLibrary(List<String> artifacts, List<String> types) {
        this.artifacts = artifacts;
        this.types = types;
    }

    /** Whether it is on the class path. */
    public boolean isPresent() {
        return types.stream().allMatch(OptionalLibrary::isPresent);
    }

    /**
     * For who wants what needs it.
     *
     * @param what what needs it, for example {@code a hypervisor in a container}
     */
    public LabConfigurationException missing(String what) {
        return new LabConfigurationException(
                "%s needs %s not on the class path; add to the test dependencies of your project: %s"
                        .formatted(
                                what,
                                artifacts.size() == 1 ? "a library, which is" : "libraries, which are",
                                String.join(", ", artifacts)));
    }

    private static boolean isPresent(String type) {
        try {
            Class.forName(type, false, OptionalLibrary.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
