package org.nestlab.experiment;

import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.spec.ValueProperties;
import org.nestlab.verdict.Comparison;

/** Two machines compared: all that was measured, and what follows from it. A value with everything in it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Experiment {

    private final ExperimentDesign design;
    private final Duration took;
    private final List<Comparison> comparisons;
    private final List<String> notes;

    Experiment(ExperimentDesign design, Duration took, List<Comparison> comparisons, List<String> notes) {
        this.design = design;
        this.took = took;
        this.comparisons = List.copyOf(comparisons);
        this.notes = List.copyOf(notes);
    }

    /** What was compared, and how. */
    public ExperimentDesign design() {
        return design;
    }

    /** How long it took, by the monotonic clock. */
    public Duration took() {
        return took;
    }

    /** A comparison for each metric. */
    public List<Comparison> comparisons() {
        return comparisons;
    }

    /** What a reader should know, one line each. */
    public List<String> notes() {
        return notes;
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

    private ValueProperties properties() {
        return ValueProperties.of(Experiment.class)
                .and("design", design)
                .and("took", took)
                .and("comparisons", comparisons)
                .and("notes", notes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Experiment same && properties().equals(same.properties());
    }

    @Override
    public int hashCode() {
        return properties().hashCode();
    }

    @Override
    public String toString() {
        return properties().toString();
    }
}
