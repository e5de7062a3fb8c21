package org.nestlab.internal.history.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
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
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.result.ResultIterator;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.internal.history.json.ExperimentJson;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Sample;

/**
 * Many experiments, one after the other: three tables read side by side in one order, a query for each however many runs there
 * are.
 */
final class Outcomes implements Iterator<Experiment>, AutoCloseable {

    private static final String OF_NEWEST_RUNS =
            " WHERE e.run IN (SELECT run FROM experiment GROUP BY run ORDER BY max(started_s) DESC, run LIMIT :runs)"
                    + " ORDER BY e.started_s, e.started_ns, e.id";

    private record Head(String id, String document, String content, String fingerprint) {}

    private record ComparisonRow(String experiment, int place, String document) {}

    private record PairRow(String experiment, int comparison, Pair pair) {}

    private final Rows<Head> heads;
    private final Rows<ComparisonRow> comparisons;
    private final Rows<PairRow> pairs;
    private final Map<String, Fingerprint> fingerprints = new HashMap<>();

    private Outcomes(Handle handle, int runs) {
        heads = new Rows<>(
                handle,
                "SELECT e.id, e.document, f.content, f.document FROM experiment e JOIN fingerprint f ON f.content = e.fingerprint"
                        + OF_NEWEST_RUNS,
                runs,
                (row, context) -> new Head(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
        comparisons = new Rows<>(
                handle,
                "SELECT e.id, c.place, c.document FROM experiment e JOIN comparison c ON c.experiment = e.id"
                        + OF_NEWEST_RUNS + ", c.place",
                runs,
                (row, context) -> new ComparisonRow(row.getString(1), row.getInt(2), row.getString(3)));
        pairs = new Rows<>(
                handle,
                "SELECT e.id, p.comparison, p.number, p.subject, p.reference, p.subject_first, p.at_s, p.at_ns"
                        + " FROM experiment e JOIN pair p ON p.experiment = e.id AND NOT p.carried"
                        + OF_NEWEST_RUNS + ", p.comparison, p.place",
                runs,
                (row, context) -> new PairRow(row.getString(1), row.getInt(2), pair(row)));
    }

    /** Hands all of the newest runs to a reader, the oldest first. */
    static <T> T read(Handle handle, int runs, Function<Stream<Experiment>, T> reader) {
        try (Outcomes outcomes = new Outcomes(handle, runs)) {
            return reader.apply(StreamSupport.stream(
                    Spliterators.spliteratorUnknownSize(outcomes, Spliterator.ORDERED | Spliterator.NONNULL), false));
        }
    }

    private static Pair pair(ResultSet row) throws SQLException {
        return new Pair(
                row.getInt(3),
                Sample.of(row.getDouble(4)),
                Sample.of(row.getDouble(5)),
                row.getBoolean(6),
                Instant.ofEpochSecond(row.getLong(7), row.getInt(8)));
    }

    @Override
    public boolean hasNext() {
        return heads.hasNext();
    }

    @Override
    public Experiment next() {
        Head head = heads.next();
        // a thousand runs on one machine share the row
        Fingerprint fingerprint =
                fingerprints.computeIfAbsent(head.content(), unused -> ExperimentJson.fingerprint(head.fingerprint()));
        List<Comparison> found = new ArrayList<>();
        while (comparisons.hasNext() && comparisons.peek().experiment().equals(head.id())) {
            ComparisonRow row = comparisons.next();
            found.add(ExperimentJson.comparison(row.document(), List.of(), pairsOf(row)));
        }
        Experiment bare = ExperimentJson.experiment(head.document(), fingerprint, List.of());
        return bare.ended(bare.took(), found, bare.notes());
    }

    private List<Pair> pairsOf(ComparisonRow row) {
        List<Pair> found = new ArrayList<>();
        while (pairs.hasNext()
                && pairs.peek().comparison() == row.place()
                && pairs.peek().experiment().equals(row.experiment())) {
            found.add(pairs.next().pair());
        }
        return found;
    }

    @Override
    public void close() {
        heads.close();
        comparisons.close();
        pairs.close();
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
