package org.nestlab.internal.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nestlab.experiment.LevelPair;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Threshold;

/** Supplies the threshold of a metric. */
@FunctionalInterface
public interface ThresholdSource {

    /** The threshold of a metric, by its name; empty if it is measured but not judged. */
    Optional<Threshold> of(Tier tier, LevelPair levels, String metric);

    /**
     * Probable typing errors, at the end of a run: one line for each threshold that was given and matches no metric.
     *
     * @param measured for each pair of levels that was compared, the metrics
     */
    default List<String> unused(Map<LevelPair, Set<String>> measured) {
        return List.of();
    }
}
