package org.nestlab.internal.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nestlab.experiment.LevelPair;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Threshold;

/** Says what must hold of a metric. */
@FunctionalInterface
public interface ThresholdSource {

    /** The threshold of a metric, by its name; empty where it is measured and not judged. */
    Optional<Threshold> of(Tier tier, LevelPair levels, String metric);

    /**
     * What looks like a slip of the pen at the end of a run: one line for each threshold that was given and fits
     * nothing.
     *
     * @param measured for each pair of levels that was compared, the metrics
     */
    default List<String> unused(Map<LevelPair, Set<String>> measured) {
        return List.of();
    }
}
