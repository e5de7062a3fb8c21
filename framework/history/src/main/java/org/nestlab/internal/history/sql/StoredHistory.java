package org.nestlab.internal.history.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * How long failures to take in what waits may take together. A store that cannot be reached takes long to say so,
     * and says it to each experiment.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

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

    /**
     * Takes in what waits; each file is removed once its experiment is stored. An experiment that the store does not
     * take stays, and those after it are taken in all the same.
     */
    private synchronized void takeIn() {
        try {
            Contents contents = spool.contents();
            contents.unreadable().forEach(it -> tell(it.file(), "it holds no whole experiment: " + it.why()));
            Map<Path, String> refused = new LinkedHashMap<>();
            boolean anyTaken = false;
            Duration failing = Duration.ZERO;
            for (Waiting it : contents.waiting()) {
                long start = System.nanoTime();
                try {
                    store.add(List.of(it.experiment()));
                    spool.remove(it.file());
                    anyTaken = true;
                } catch (StoreFailure e) {
                    refused.put(it.file(), e.getMessage());
                    failing = failing.plusNanos(System.nanoTime() - start);
                    if (failing.compareTo(PATIENCE) > 0) {
                        break;
                    }
                }
            }
            tellOf(refused, anyTaken);
        } catch (IOException e) {
            LOG.warn("the experiments in {} cannot be read: {}", spool, e.toString());
        }
    }

    /** A store that takes others refuses these; one that takes none was reported when they were spooled. */
    private void tellOf(Map<Path, String> refused, boolean anyTaken) {
        refused.forEach((file, why) -> {
            if (anyTaken) {
                tell(file, "the history %s does not take it: %s".formatted(store, why));
            } else {
                LOG.debug("{} goes on waiting: {}", file, why);
            }
        });
    }

    private void tell(Path file, String why) {
        if (toldOf.add(file)) {
            LOG.warn("{} is left where it is: {}", file, why);
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
