package org.nestlab.internal.history.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.DoubleStream;
import org.nestlab.history.MetricOutcome;
import org.nestlab.internal.history.json.OutcomeJson;
import org.nestlab.verdict.Sample;

/**
 * What was measured in the pairs of many comparisons, read in their order. There are some hundred thousand, so this
 * asks the driver itself, for no more than it needs.
 */
final class PairValues implements AutoCloseable {

    private final PreparedStatement statement;
    private final ResultSet rows;
    private boolean more;

    /**
     * @param query of rows in order: a pair's place from 0, subject, reference, its experiment's id, the comparison's
     *     place
     * @param atOnce how many rows are fetched together
     */
    PairValues(PreparedStatement query, int atOnce) throws SQLException {
        statement = query;
        statement.setFetchSize(atOnce);
        rows = statement.executeQuery();
        more = rows.next();
    }

    /**
     * What a comparison came to. Comparisons are asked for in the order of the query.
     *
     * @param head the comparison's document
     */
    MetricOutcome outcome(String experiment, int comparison, String head) throws SQLException {
        DoubleStream.Builder subject = DoubleStream.builder();
        DoubleStream.Builder reference = DoubleStream.builder();
        // whose pair it is stands in each row, and is worth reading in the first alone
        if (more && rows.getInt(5) == comparison && rows.getString(4).equals(experiment)) {
            do {
                subject.add(Sample.requireValue(rows.getDouble(2)));
                reference.add(Sample.requireValue(rows.getDouble(3)));
                more = rows.next();
            } while (more && rows.getInt(1) != 0);
        }
        return OutcomeJson.metric(
                head, subject.build().toArray(), reference.build().toArray());
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
