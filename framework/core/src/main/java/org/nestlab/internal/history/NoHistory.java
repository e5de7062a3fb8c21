package org.nestlab.internal.history;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.LevelPair;
import org.nestlab.history.EvidenceQuery;
import org.nestlab.history.ExperimentOutcome;
import org.nestlab.history.ExperimentSummary;
import org.nestlab.history.RunHistory;
import org.nestlab.verdict.Pair;

/** {@code nestlab.history=off}: keeps nothing. */
final class NoHistory implements RunHistory {

    @Override
    public void keep(Experiment experiment) {}

    @Override
    public Optional<Experiment> find(UUID id) {
        return Optional.empty();
    }

    @Override
    public List<ExperimentSummary> list(int limit) {
        return List.of();
    }

    @Override
    public List<Experiment> series(String metric, LevelPair levels, int limit) {
        return List.of();
    }

    @Override
    public <T> T outcomes(int runs, Function<Stream<ExperimentOutcome>, T> reader) {
        return reader.apply(Stream.empty());
    }

    @Override
    public List<Pair> evidence(EvidenceQuery query, Duration maxAge) {
        return List.of();
    }

    @Override
    public void close() {}
}
