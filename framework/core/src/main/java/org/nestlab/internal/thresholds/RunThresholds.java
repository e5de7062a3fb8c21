package org.nestlab.internal.thresholds;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.nestlab.experiment.LevelPair;
import org.nestlab.internal.experiment.ThresholdSource;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Threshold;

/** The thresholds of a test run, and which of them were a slip of the pen. */
public final class RunThresholds implements ThresholdSource {

    private final Thresholds thresholds;
    private final Set<String> keys;

    /** @param keys the settings that are set, of whatever kind */
    public RunThresholds(Thresholds thresholds, Collection<String> keys) {
        this.thresholds = thresholds;
        this.keys = new TreeSet<>(keys);
    }

    @Override
    public Optional<Threshold> of(Tier tier, LevelPair levels, String metric) {
        return thresholds.of(tier, levels, metric);
    }

    @Override
    public List<String> unused(Map<LevelPair, Set<String>> measured) {
        List<String> lines = new ArrayList<>();
        Set<String> usable = Thresholds.overridesOf(measured);
        for (String key : Thresholds.unusedOverrides(keys, measured)) {
            lines.add("setting '%s' replaced nothing: no experiment of this run measured that%s"
                    .formatted(key, NearestName.didYouMean(key, usable)));
        }
        Set<String> known = new TreeSet<>(KnownMetrics.names());
        measured.values().forEach(known::addAll);
        lines.addAll(thresholds.unknown(known));
        return lines;
    }
}
