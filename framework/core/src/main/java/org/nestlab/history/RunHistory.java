package org.nestlab.history;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.LevelPair;
import org.nestlab.verdict.Pair;

/** Experiments kept from run to run. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface RunHistory extends AutoCloseable {

    /** Keeps an experiment. It is never lost: what the store cannot take is written beside it and taken in later. */
    void keep(Experiment experiment);

    /** One experiment with all its pairs. */
    Optional<Experiment> find(UUID id);

    /** What is kept, the newest first. */
    List<ExperimentSummary> list(int limit);

    /** Whole experiments that measured a metric between two levels, the oldest first. */
    List<Experiment> series(String metric, LevelPair levels, int limit);

    /**
     * What every experiment of the newest test runs came to, the oldest first, read one after the other as the stream
     * is: a thousand runs need no more memory than one.
     *
     * @param runs how many test runs
     * @param reader reads the stream, which ends when the reader returns
     * @return what the reader returned
     */
    <T> T outcomes(int runs, Function<Stream<ExperimentOutcome>, T> reader);

    /**
     * The pairs of earlier experiments that were inconclusive about this metric and may be put together with those of
     * the one at hand: same fingerprint, set-up, settings and threshold, back to the newest one that decided, none
     * older than that.
     *
     * @param query the experiment at hand and its metric
     * @return the oldest first
     */
    List<Pair> evidence(EvidenceQuery query, Duration maxAge);

    @Override
    void close();
}
