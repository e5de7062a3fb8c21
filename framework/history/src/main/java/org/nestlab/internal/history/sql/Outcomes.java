package org.nestlab.internal.history.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.result.ResultIterator;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.history.ExperimentOutcome;
import org.nestlab.history.MetricOutcome;
import org.nestlab.internal.history.json.ExperimentJson;
import org.nestlab.internal.history.json.OutcomeJson;

/**
 * Many experiments, one after the other: three tables read side by side in one order, a query for each however many
 * runs there are.
 */
final class Outcomes implements Iterator<ExperimentOutcome>, AutoCloseable {

    // CROSS JOIN: SQLite begins with the experiments, whose index has the order; else it would sort all pairs there are
    private static final String OF_NEWEST_RUNS =
            " e.run IN (SELECT run FROM experiment GROUP BY run ORDER BY max(started_s) DESC, run LIMIT :runs)"
                    + " ORDER BY e.started_s, e.started_ns, e.id";

    private record Head(String id, String document, String content, String fingerprint) {}

    private record ComparisonRow(String experiment, int place, String document) {}

    private final Rows<Head> heads;
    private final Rows<ComparisonRow> comparisons;
    private final PairValues pairs;
    private final Map<String, Fingerprint> fingerprints = new HashMap<>();

    private Outcomes(Handle handle, int runs) {
        heads = new Rows<>(
                handle,
                "SELECT e.id, e.document, f.content, f.document FROM experiment e CROSS JOIN fingerprint f"
                        + " WHERE f.content = e.fingerprint AND" + OF_NEWEST_RUNS,
                runs,
                (row, context) -> new Head(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
        comparisons = new Rows<>(
                handle,
                "SELECT e.id, c.place, c.document FROM experiment e CROSS JOIN comparison c WHERE c.experiment = e.id AND"
                        + OF_NEWEST_RUNS + ", c.place",
                runs,
                (row, context) -> new ComparisonRow(row.getString(1), row.getInt(2), row.getString(3)));
        pairs = pairs(handle, runs);
    }

    private static PairValues pairs(Handle handle, int runs) {
        String sql = "SELECT p.place, p.subject, p.reference, e.id, p.comparison FROM experiment e CROSS JOIN pair p"
                + " WHERE p.experiment = e.id AND NOT p.carried AND" + OF_NEWEST_RUNS + ", p.comparison, p.place";
        try {
            PreparedStatement query = handle.getConnection().prepareStatement(sql.replace(":runs", "?"));
            query.setInt(1, runs);
            return new PairValues(query, Rows.AT_ONCE);
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    /** Hands all of the newest runs to a reader, the oldest first. */
    static <T> T read(Handle handle, int runs, Function<Stream<ExperimentOutcome>, T> reader) {
        try (Outcomes outcomes = new Outcomes(handle, runs)) {
            return reader.apply(StreamSupport.stream(
                    Spliterators.spliteratorUnknownSize(outcomes, Spliterator.ORDERED | Spliterator.NONNULL), false));
        }
    }

    @Override
    public boolean hasNext() {
        return heads.hasNext();
    }

    @Override
    public ExperimentOutcome next() {
        Head head = heads.next();
        // a thousand runs on one machine share the row
        Fingerprint fingerprint =
                fingerprints.computeIfAbsent(head.content(), unused -> ExperimentJson.fingerprint(head.fingerprint()));
        List<MetricOutcome> found = new ArrayList<>();
        while (comparisons.hasNext() && comparisons.peek().experiment().equals(head.id())) {
            found.add(outcome(comparisons.next()));
        }
        return OutcomeJson.experiment(head.document(), fingerprint, found);
    }

    private MetricOutcome outcome(ComparisonRow row) {
        try {
            return pairs.outcome(row.experiment(), row.place(), row.document());
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    @Override
    public void close() {
        try (pairs;
                comparisons) {
            heads.close();
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    /** The rows of a query, with a look at the next one. */
    private static final class Rows<T> implements AutoCloseable {

        /** PostgreSQL's driver reads all of a result at once where it is not told how much. */
        private static final int AT_ONCE = 1_000;

        private final ResultIterator<T> rows;
        private final List<T> ahead = new ArrayList<>(1);

        Rows(Handle handle, String sql, int runs, RowMapper<T> mapper) {
            rows = handle.createQuery(sql)
                    .setFetchSize(AT_ONCE)
                    .bind("runs", runs)
                    .map(mapper)
                    .iterator();
        }

        boolean hasNext() {
            return !ahead.isEmpty() || rows.hasNext();
        }

        T peek() {
            if (ahead.isEmpty()) {
                ahead.add(rows.next());
            }
            return ahead.get(0);
        }

        T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ahead.isEmpty() ? rows.next() : ahead.remove(0);
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
