package org.nestlab.internal.history.sql;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.nestlab.experiment.Experiment;
import org.nestlab.internal.digest.Sha256;
import org.nestlab.internal.history.json.ExperimentJson;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Pair;

/** Puts experiments into the tables. */
final class Writing {

    private Writing() {}

    /** Adds an experiment, unless it is there already; the caller's transaction makes it whole or nothing. */
    static void add(Handle handle, Experiment experiment) {
        String id = experiment.design().id().toString();
        if (handle.select("SELECT 1 FROM experiment WHERE id = ?", id)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent()) {
            return;
        }
        String document = ExperimentJson.fingerprint(experiment.design().fingerprint());
        String content = Sha256.hex(document);
        String identity = experiment.design().fingerprint().id();
        handle.execute(
                "INSERT INTO fingerprint (content, identity, document) VALUES (?, ?, ?) ON CONFLICT (content) DO NOTHING",
                content,
                identity,
                document);
        handle.execute(
                "INSERT INTO experiment (id, run, started_s, started_ns, test, lab, tier, levels, identity, metrics, verdicts,"
                        + " fingerprint, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                Keys.column(experiment.design().run()),
                InstantColumns.of(experiment.design().started()).seconds(),
                InstantColumns.of(experiment.design().started()).nanos(),
                Keys.column(experiment.design().test()),
                Keys.column(experiment.design().lab()),
                experiment.design().tier().word(),
                experiment.design().levels().toString(),
                identity,
                experiment.comparisons().size(),
                Keys.verdicts(experiment.comparisons()),
                content,
                ExperimentJson.head(experiment));
        for (int place = 0; place < experiment.comparisons().size(); place++) {
            add(handle, experiment, place);
        }
    }

    private static void add(Handle handle, Experiment experiment, int place) {
        Comparison comparison = experiment.comparisons().get(place);
        handle.execute(
                "INSERT INTO comparison (experiment, place, metric, levels, started_s, started_ns, evidence, verdict, document)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                experiment.design().id().toString(),
                place,
                comparison.metric().name(),
                experiment.design().levels().toString(),
                InstantColumns.of(experiment.design().started()).seconds(),
                InstantColumns.of(experiment.design().started()).nanos(),
                Keys.evidence(experiment.design(), comparison),
                comparison.verdict().map(verdict -> verdict.word()).orElse(null),
                ExperimentJson.head(comparison));
        PreparedBatch batch = handle.prepareBatch(
                "INSERT INTO pair (experiment, comparison, carried, place, number, at_s, at_ns, subject_first, subject, reference,"
                        + " subject_counts, reference_counts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        add(batch, experiment, place, true, comparison.carried());
        add(batch, experiment, place, false, comparison.pairs());
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    private static void add(PreparedBatch batch, Experiment experiment, int place, boolean carried, List<Pair> pairs) {
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            batch.add(
                    experiment.design().id().toString(),
                    place,
                    carried,
                    i,
                    pair.number(),
                    InstantColumns.of(pair.at()).seconds(),
                    InstantColumns.of(pair.at()).nanos(),
                    pair.subjectFirst(),
                    pair.subject().value(),
                    pair.reference().value(),
                    ExperimentJson.counts(pair.subject()),
                    ExperimentJson.counts(pair.reference()));
        }
    }
}
