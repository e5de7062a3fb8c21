package org.nestlab.internal.history;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.nestlab.LabConfigurationException;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.LevelPair;
import org.nestlab.history.EvidenceQuery;
import org.nestlab.history.ExperimentOutcome;
import org.nestlab.history.ExperimentSummary;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.library.OptionalLibrary;
import org.nestlab.internal.secret.Masked;
import org.nestlab.verdict.Pair;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Used if nothing on the class path can open a history. A run continues, with one warning about what is not kept; a
 * request for what an earlier run has kept is refused.
 */
final class UnsupportedHistory implements RunHistory {

    private static final Logger LOG = LoggerFactory.getLogger(UnsupportedHistory.class);

    private final String address;
    private boolean told;

    UnsupportedHistory(String address) {
        this.address = Masked.url(address);
    }

    @Override
    public synchronized void keep(Experiment experiment) {
        if (!told) {
            LOG.warn(
                    "the experiments of this run are not kept: {}. nestlab.history=off says that none is to be",
                    missing().getMessage());
        }
        told = true;
    }

    @Override
    public Optional<Experiment> find(UUID id) {
        throw missing();
    }

    @Override
    public List<ExperimentSummary> list(int limit) {
        throw missing();
    }

    @Override
    public List<Experiment> series(String metric, LevelPair levels, int limit) {
        throw missing();
    }

    @Override
    public <T> T outcomes(int runs, Function<Stream<ExperimentOutcome>, T> reader) {
        throw missing();
    }

    /** A run goes on without the evidence that it cannot have. */
    @Override
    public List<Pair> evidence(EvidenceQuery query, Duration maxAge) {
        return List.of();
    }

    @Override
    public void close() {}

    private LabConfigurationException missing() {
        return OptionalLibrary.HISTORY.missing("nestlab.history is '%s', which".formatted(address));
    }
}
