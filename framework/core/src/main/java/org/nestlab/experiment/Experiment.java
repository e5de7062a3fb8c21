package org.nestlab.experiment;

import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.nestlab.verdict.Comparison;

/**
 * Two machines compared: all that was measured, and what follows from it. A value with everything in it.
 *
 * @param design what was compared, and how
 * @param took by the monotonic clock
 * @param comparisons one for each metric
 * @param notes what a reader should know, one line each
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Experiment(ExperimentDesign design, Duration took, List<Comparison> comparisons, List<String> notes) {

    public Experiment {
        comparisons = List.copyOf(comparisons);
        notes = List.copyOf(notes);
    }

    /** The same experiment with these {@link #notes()} instead. */
    public Experiment withNotes(List<String> newNotes) {
        return new Experiment(design, took, comparisons, newNotes);
    }

    /**
     * The comparison of one metric.
     *
     * @param name a metric's, or a workload's for its first metric
     * @throws NoSuchElementException naming what there is
     */
    public Comparison of(String name) {
        return comparisons.stream()
                .filter(c -> c.metric().name().equals(name) || c.workload().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no '%s' in this experiment: it measured %s"
                        .formatted(
                                name,
                                comparisons.stream().map(c -> c.metric().name()).collect(Collectors.joining(", ")))));
    }
}
