package org.nestlab.internal.thresholds;

import java.util.Map;
import java.util.TreeMap;
import org.nestlab.experiment.LevelPair;
import org.nestlab.spec.Tier;

/** Writes thresholds as {@link Thresholds#read} reads them. */
public final class ThresholdWriter {

    private ThresholdWriter() {}

    /**
     * The text of a file.
     *
     * @param comment what stands above it, without line feeds and {@code #}
     * @param ratios by pair of levels and metric; each greater than 0 and at most 100
     */
    public static String toYaml(String comment, Tier tier, Map<LevelPair, Map<String, Double>> ratios) {
        StringBuilder yaml = new StringBuilder("# " + comment + "\n" + tier.word() + ":\n");
        Map<String, Map<String, Double>> sorted = new TreeMap<>();
        ratios.forEach((levels, metrics) -> sorted.put(levels.toString(), new TreeMap<>(metrics)));
        sorted.forEach((levels, metrics) -> {
            yaml.append("  ").append(levels).append(":\n");
            // quoted: a metric called 1e3 or null would be read as something else elsewhere
            metrics.forEach((metric, ratio) -> yaml.append("    \"%s\": %s%n".formatted(metric, ratio)));
        });
        return yaml.toString().replace("\r\n", "\n");
    }
}
