package org.nestlab.internal.history.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentDesign;
import org.nestlab.experiment.LevelPair;
import org.nestlab.history.EvidenceQuery;
import org.nestlab.history.ExperimentOutcome;
import org.nestlab.history.ExperimentSummary;
import org.nestlab.verdict.Pair;

/**
 * A history in a database, over JDBC. Each call opens its own connection, so that it works again as soon as the
 * database can be reached, and also if another database has replaced it. Every method may throw {@link StoreFailure}.
 */
public final class SqlStore {

    private static final Duration WRITER_TIMEOUT = Duration.ofSeconds(10);

    private final Address address;
    private final Databases databases;
    private final Schema schema;
    /** The identity of the database whose schema was checked; a file that replaces another has another identity. */
    private volatile @Nullable Object checked;

    public SqlStore(Address address) {
        this(address, Schema.CURRENT, WRITER_TIMEOUT);
    }

    /**
     * @param patience how long to wait for another writer
     */
    SqlStore(Address address, Schema schema, Duration patience) {
        this.address = address;
        this.databases = new Databases(address, patience);
        this.schema = schema;
    }

    /** Adds experiments in one transaction. One that is stored already is not changed. */
    public void add(List<Experiment> experiments) {
        attempt(() -> {
            makeReady();
            jdbi(databases.writing())
                    .useTransaction(handle -> experiments.forEach(experiment -> Writing.add(handle, experiment)));
            return Boolean.TRUE;
        });
    }

    public Optional<Experiment> find(UUID id) {
        return read(handle -> Reading.experiment(handle, id.toString()), Optional::empty);
    }

    public List<ExperimentSummary> list(int limit) {
        return read(handle -> Reading.list(handle, limit), List::of);
    }

    public List<Experiment> series(String metric, LevelPair levels, int limit) {
        return read(handle -> Reading.series(handle, metric, levels.toString(), limit), List::of);
    }

    public <T> T outcomes(int runs, Function<Stream<ExperimentOutcome>, T> reader) {
        return read(handle -> Outcomes.read(handle, runs, reader), () -> reader.apply(Stream.empty()));
    }

    public List<Pair> evidence(EvidenceQuery query, Duration maxAge) {
        ExperimentDesign design = query.design();
        return read(
                handle -> Reading.evidence(
                        handle,
                        Keys.evidence(query),
                        design.id(),
                        design.started().minus(maxAge),
                        design.started()),
                List::<Pair>of);
    }

    /** Runs a query. A missing file has no experiments, and reading does not create it. */
    private <T> T read(Function<Handle, T> query, Supplier<T> nothing) {
        return attempt(() -> {
            if (address.file().isPresent() && !Files.exists(address.file().get())) {
                return nothing.get();
            }
            makeReady();
            return jdbi(databases.reading()).inTransaction(query::apply);
        });
    }

    private static Jdbi jdbi(DataSource source) {
        return Jdbi.create(source);
    }

    private void makeReady() throws SQLException, IOException {
        Object now = identity();
        if (now == null || !now.equals(checked)) {
            schema.ensure(address, databases);
            checked = identity();
        }
    }

    /** The key of the file, or null if it is missing. The identity of a database on a server is its address. */
    private @Nullable Object identity() throws IOException {
        if (address.file().isEmpty()) {
            return address;
        }
        return Files.exists(address.file().get())
                ? Files.readAttributes(address.file().get(), BasicFileAttributes.class)
                        .fileKey()
                : null;
    }

    private interface Work<T> {
        T run() throws SQLException, IOException;
    }

    private <T> T attempt(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException | IOException | JdbiException | FlywayException e) {
            throw new StoreFailure(address.masked(reason(e)));
        } catch (IllegalArgumentException e) {
            throw new StoreFailure("a row of it cannot be read: " + address.masked(String.valueOf(e.getMessage())));
        }
    }

    /** The message of the database itself; the exceptions of the libraries around it add nothing. */
    private static String reason(Throwable e) {
        Throwable innermost = e;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String text = innermost.getMessage();
        return text == null ? innermost.toString() : text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
