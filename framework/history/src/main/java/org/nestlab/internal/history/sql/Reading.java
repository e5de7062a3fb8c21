package org.nestlab.internal.history.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.history.ExperimentSummary;
import org.nestlab.internal.history.json.ExperimentJson;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Pair;

/** Gets experiments out of the tables. */
final class Reading {

    /** A comparison without its pairs. */
    private record Place(int place, String document) {}

    /** An earlier comparison that may count, and what came of it. */
    private record Earlier(
            String experiment, int place, @Nullable String verdict) {}

    private Reading() {}

    static Optional<Experiment> experiment(Handle handle, String id) {
        return handle.select(
                        "SELECT e.document, f.document FROM experiment e JOIN fingerprint f ON f.content = e.fingerprint WHERE e.id = ?",
                        id)
                .map((row, context) -> {
                    Fingerprint fingerprint = ExperimentJson.fingerprint(row.getString(2));
                    return ExperimentJson.experiment(row.getString(1), fingerprint, comparisons(handle, id));
                })
                .findFirst();
    }

    private static List<Comparison> comparisons(Handle handle, String id) {
        return handle
                .select("SELECT place, document FROM comparison WHERE experiment = ? ORDER BY place", id)
                .map((row, context) -> new Place(row.getInt(1), row.getString(2)))
                .list()
                .stream()
                .map(it -> ExperimentJson.comparison(
                        it.document(), pairs(handle, id, it.place(), true), pairs(handle, id, it.place(), false)))
                .toList();
    }

    private static List<Pair> pairs(Handle handle, String id, int comparison, boolean carried) {
        return handle.select(
                        "SELECT number, subject, subject_counts, reference, reference_counts, subject_first, at_s, at_ns"
                                + " FROM pair WHERE experiment = ? AND comparison = ? AND carried = ? ORDER BY place",
                        id,
                        comparison,
                        carried)
                .map((row, context) -> pair(row))
                .list();
    }

    private static Pair pair(ResultSet row) throws SQLException {
        return new Pair(
                row.getInt(1),
                ExperimentJson.sample(row.getDouble(2), row.getString(3)),
                ExperimentJson.sample(row.getDouble(4), row.getString(5)),
                row.getBoolean(6),
                Instant.ofEpochSecond(row.getLong(7), row.getInt(8)));
    }

    static List<ExperimentSummary> list(Handle handle, int limit) {
        return handle.select(
                        "SELECT id, run, started_s, started_ns, test, lab, tier, levels, identity, metrics, verdicts FROM experiment"
                                + " ORDER BY started_s DESC, started_ns DESC, id LIMIT ?",
                        limit)
                .map((row, context) -> new ExperimentSummary(
                        UUID.fromString(row.getString(1)),
                        row.getString(2),
                        Instant.ofEpochSecond(row.getLong(3), row.getInt(4)),
                        row.getString(5),
                        row.getString(6),
                        Tier.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
                        row.getString(8),
                        row.getString(9),
                        row.getInt(10),
                        row.getString(11)))
                .list();
    }

    /** The newest ones, the oldest of them first. */
    static List<Experiment> series(Handle handle, String metric, String levels, int limit) {
        List<String> ids = handle.select(
                        "SELECT DISTINCT experiment, started_s, started_ns FROM comparison WHERE metric = ? AND levels = ?"
                                + " ORDER BY started_s DESC, started_ns DESC, experiment LIMIT ?",
                        metric,
                        levels,
                        limit)
                .mapTo(String.class)
                .list();
        List<Experiment> found = new ArrayList<>();
        ids.forEach(id -> experiment(handle, id).ifPresent(found::add));
        Collections.reverse(found);
        return found;
    }

    /** The own pairs of the inconclusive comparisons since the last one that decided, the oldest first. */
    static List<Pair> evidence(Handle handle, String key, UUID except, Instant from, Instant until) {
        InstantColumns begin = InstantColumns.of(from);
        InstantColumns end = InstantColumns.of(until);
        List<Earlier> earlier = handle.select(
                        "SELECT experiment, place, verdict FROM comparison WHERE evidence = ? AND experiment <> ?"
                                + " AND (started_s > ? OR (started_s = ? AND started_ns >= ?))"
                                + " AND (started_s < ? OR (started_s = ? AND started_ns < ?))"
                                + " ORDER BY started_s DESC, started_ns DESC, experiment, place DESC",
                        key,
                        except.toString(),
                        begin.seconds(),
                        begin.seconds(),
                        begin.nanos(),
                        end.seconds(),
                        end.seconds(),
                        end.nanos())
                .map((row, context) -> new Earlier(row.getString(1), row.getInt(2), row.getString(3)))
                .list();
        List<Pair> pairs = new ArrayList<>();
        for (Earlier it : earlier) {
            if ("within".equals(it.verdict()) || "exceeded".equals(it.verdict())) {
                break;
            }
            if ("inconclusive".equals(it.verdict())) {
                pairs.addAll(0, pairs(handle, it.experiment(), it.place(), false));
            }
        }
        return pairs;
    }
}
