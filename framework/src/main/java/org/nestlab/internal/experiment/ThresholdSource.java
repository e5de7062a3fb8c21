package org.nestlab.internal.experiment;

import java.util.Optional;
import org.nestlab.experiment.LevelPair;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Threshold;

/** Says what must hold of a metric. */
@FunctionalInterface
public interface ThresholdSource {

    /** The threshold of a metric, by its name; empty where it is measured and not judged. */
    Optional<Threshold> of(Tier tier, LevelPair levels, String metric);
}
