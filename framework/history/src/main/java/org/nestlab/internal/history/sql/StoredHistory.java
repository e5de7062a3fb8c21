package org.nestlab.internal.history.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.nestlab.ProvisioningException;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.LevelPair;
import org.nestlab.history.EvidenceQuery;
import org.nestlab.history.ExperimentOutcome;
import org.nestlab.history.ExperimentSummary;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.history.json.ExperimentJson;
import org.nestlab.internal.history.sql.Spool.Contents;
import org.nestlab.internal.history.sql.Spool.Unreadable;
import org.nestlab.internal.history.sql.Spool.Waiting;
import org.nestlab.verdict.Pair;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store with a spool beside it. Keeping never fails: what the store does not take is spooled, and taken in before the
 * next thing that is kept or looked for.
 */
final class StoredHistory implements RunHistory {

    private static final Logger LOG = LoggerFactory.getLogger(StoredHistory.class);

    private final SqlStore store;
    private final Spool spool;
    private final Set<Path> toldOf = new HashSet<>();

    StoredHistory(SqlStore store, Spool spool) {
        this.store = store;
        this.spool = spool;
    }

    @Override
    public void keep(Experiment experiment) {
        takeIn();
        try {
            store.add(List.of(experiment));
        } catch (StoreFailure e) {
            putBeside(experiment, e);
        }
    }

    private void putBeside(Experiment experiment, StoreFailure reason) {
        try {
            Path file = spool.add(experiment);
            LOG.warn(
                    "the history {} cannot take an experiment: {}; it is kept as {} and taken in when the history can be written again",
                    store,
                    reason.getMessage(),
                    file);
        } catch (IOException e) {
            // The log is the last resort: the line can be copied from it into a file of the spool by hand.
            LOG.error(
                    "the history {} cannot take an experiment: {}; nor can it be written into {}: {}; this is all of it: {}",
                    store,
                    reason.getMessage(),
                    spool,
                    e,
                    ExperimentJson.write(experiment));
        }
    }

    /** Takes in what waits; each file is removed once its experiment is stored. */
    private synchronized void takeIn() {
        try {
            Contents contents = spool.contents();
            contents.unreadable().forEach(this::tell);
            for (Waiting it : contents.waiting()) {
                store.add(List.of(it.experiment()));
                spool.remove(it.file());
            }
        } catch (StoreFailure e) {
            LOG.debug("the experiments in {} go on waiting: {}", spool, e.getMessage());
        } catch (IOException e) {
            LOG.warn("the experiments in {} cannot be read: {}", spool, e.toString());
        }
    }

    private void tell(Unreadable it) {
        if (toldOf.add(it.file())) {
            LOG.warn("{} is left where it is: it holds no whole experiment: {}", it.file(), it.why());
        }
    }

    @Override
    public Optional<Experiment> find(UUID id) {
        return look(() -> store.find(id));
    }

    @Override
    public List<ExperimentSummary> list(int limit) {
        return look(() -> store.list(limit));
    }

    @Override
    public List<Experiment> series(String metric, LevelPair levels, int limit) {
        return look(() -> store.series(metric, levels, limit));
    }

    @Override
    public <T> T outcomes(int runs, Function<Stream<ExperimentOutcome>, T> reader) {
        return look(() -> store.outcomes(runs, reader));
    }

    /** A run goes on without the evidence that it cannot have. */
    @Override
    public List<Pair> evidence(EvidenceQuery query, Duration maxAge) {
        takeIn();
        try {
            return store.evidence(query, maxAge);
        } catch (StoreFailure e) {
            LOG.warn(
                    "the history {} cannot be asked for earlier evidence of {}: {}; the run goes on without",
                    store,
                    query.metric().name(),
                    e.getMessage());
            return List.of();
        }
    }

    private <T> T look(Supplier<T> work) {
        takeIn();
        try {
            return work.get();
        } catch (StoreFailure e) {
            throw new ProvisioningException("the history %s cannot be read: %s".formatted(store, e.getMessage()));
        }
    }

    @Override
    public void close() {
        // Each call has a connection of its own.
    }
}
