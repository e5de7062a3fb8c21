package org.nestlab.internal.thresholds;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.nestlab.LabConfigurationException;
import org.nestlab.experiment.LevelPair;
import org.nestlab.internal.settings.Setting;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Threshold;

/** All thresholds of a run. A value; what {@code Bench.expecting} says goes before it and is not in here. */
public final class Thresholds {

    record Key(Tier tier, LevelPair levels, String metric) {}

    private final Map<Key, Threshold> entries;
    private final Function<String, Optional<String>> overrides;

    Thresholds(Map<Key, Threshold> entries, Function<String, Optional<String>> overrides) {
        this.entries = new LinkedHashMap<>(entries);
        this.overrides = overrides;
    }

    public static Thresholds none() {
        return new Thresholds(Map.of(), key -> Optional.empty());
    }

    /**
     * Reads a file's text.
     *
     * @param sourceName the file's name, for messages and {@link Threshold#source()}
     * @throws LabConfigurationException naming the line that is wrong and what was wanted
     */
    public static Thresholds read(String sourceName, String yaml) {
        return new Thresholds(new ThresholdParser(sourceName).parse(yaml), key -> Optional.empty());
    }

    /** These, with each entry that others have too replaced by theirs. */
    public Thresholds replacedBy(Thresholds others) {
        Map<Key, Threshold> all = new LinkedHashMap<>(entries);
        all.putAll(others.entries);
        return new Thresholds(all, overrides);
    }

    /**
     * These, with single ones replaced by settings, whatever the tier.
     *
     * @param lookup the value of a key like {@code nestlab.threshold.fio-randread-4k.iops.L2/L1}: a ratio
     */
    public Thresholds overriddenBy(Function<String, Optional<String>> lookup) {
        return new Thresholds(entries, lookup);
    }

    /**
     * What must hold of a metric; empty where it is measured and not judged.
     *
     * @throws LabConfigurationException if a setting replaces it by something that is no ratio
     */
    public Optional<Threshold> of(Tier tier, LevelPair levels, String metric) {
        String key = key(levels, metric);
        Optional<String> text = overrides.apply(key).map(String::strip).filter(value -> !value.isEmpty());
        if (text.isEmpty()) {
            return Optional.ofNullable(entries.get(new Key(tier, levels, metric)));
        }
        double ratio = ThresholdParser.ratio(text.get())
                .orElseThrow(() -> new LabConfigurationException(
                        "setting '%s' is '%s'; expected %s".formatted(key, text.get(), ThresholdParser.RATIO)));
        return Optional.of(new Threshold.AtLeast(ratio, "-D" + key, false));
    }

    /** The metrics that the files name. */
    public Set<String> metrics() {
        return entries.keySet().stream().map(Key::metric).collect(toCollection(TreeSet::new));
    }

    /**
     * The entries of metrics that are not measured, for example {@code thresholds.yaml:4: unknown metric 'cpu.one': did
     * you mean 'cpu.all'?}, in the files' order.
     *
     * @param known all metrics there are
     */
    public List<String> unknown(Set<String> known) {
        List<String> lines = new ArrayList<>();
        entries.forEach((key, threshold) -> {
            if (!known.contains(key.metric())) {
                lines.add("%s: unknown metric '%s'%s"
                        .formatted(threshold.source(), key.metric(), NearestName.didYouMean(key.metric(), known)));
            }
        });
        return lines;
    }

    /**
     * The settings that replace the threshold of a metric that was not measured, in alphabetical order.
     *
     * @param set keys that are set, of whatever kind
     * @param measured for each pair of levels that was compared, the metrics
     */
    public static List<String> unusedOverrides(Collection<String> set, Map<LevelPair, Set<String>> measured) {
        Set<String> used = overridesOf(measured);
        List<String> unused = new ArrayList<>();
        for (String key : new TreeSet<>(set)) {
            if (key.startsWith(Setting.THRESHOLD_PREFIX) && !used.contains(key)) {
                unused.add(key);
            }
        }
        return unused;
    }

    /** The settings that would replace the thresholds of what was measured. */
    static Set<String> overridesOf(Map<LevelPair, Set<String>> measured) {
        Set<String> keys = new TreeSet<>();
        measured.forEach((levels, metrics) -> metrics.forEach(metric -> keys.add(key(levels, metric))));
        return keys;
    }

    private static String key(LevelPair levels, String metric) {
        return Setting.THRESHOLD_PREFIX + metric + "." + levels;
    }
}
